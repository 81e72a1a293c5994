const DRAWS = "drawElements";

/**
 * Maps from now on run without putting a picture on their canvas, until what is answered is called. Without a graphics card the picture costs more than
 * all else of a view, and whoever looks at a view asks its elements: what is drawn is looked at in `start-map.test.tsx`.
 */
export function undrawn(): () => void {
  const draw: unknown = Reflect.get(WebGL2RenderingContext.prototype, DRAWS);
  Reflect.set(WebGL2RenderingContext.prototype, DRAWS, () => undefined);
  return () => void Reflect.set(WebGL2RenderingContext.prototype, DRAWS, draw);
}

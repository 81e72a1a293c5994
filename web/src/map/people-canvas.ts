import type { Map as LibreMap } from "maplibre-gl";
import { type Brush, brushOf, drawPeople, type Drawing } from "./draw-people.ts";
import css from "./MapView.module.css";
import type { Palette } from "./palette.ts";

export type PeopleCanvas = {
  readonly show: (drawing: Drawing) => void;
  /** The theme is another one. */
  readonly repaint: (colours: Palette) => void;
};

/**
 * A canvas over the map's own, below the faces. It is drawn with each frame in which the map moves, and by itself when somebody on it moves: then the map has nothing to do,
 * its worker neither.
 */
export function peopleCanvas(map: LibreMap, first: Palette): PeopleCanvas {
  let colours = first;
  let shown: Drawing | undefined;
  let pen: CanvasRenderingContext2D | undefined;
  /** CSS pixels. Asked for when it changes: asking while people move would make the page lay itself out each time. */
  let size = sizeOf(map);
  let brush: { readonly of: Brush; readonly ratio: number } | undefined;

  function start(): CanvasRenderingContext2D | undefined {
    const canvas = document.createElement("canvas");
    canvas.className = css.people ?? "";
    canvas.setAttribute("aria-hidden", "true");
    map.getCanvas().after(canvas);
    return canvas.getContext("2d") ?? undefined;
  }

  function draw(): void {
    if (shown === undefined) return;
    pen ??= start();
    if (pen === undefined) return;
    const { width, height } = size;
    const ratio = devicePixelRatio;
    if (brush?.ratio !== ratio) brush = { of: brushOf(colours, ratio), ratio };
    const { canvas } = pen;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const { lat: latitude, lng: longitude } = map.getCenter();
    drawPeople(pen, shown, { middle: { latitude, longitude }, zoom: map.getZoom(), width, height }, brush.of);
  }

  map.on("move", draw);
  map.on("resize", () => {
    size = sizeOf(map);
    draw();
  });
  return {
    show(drawing) {
      shown = drawing;
      draw();
    },
    repaint(changed) {
      colours = changed;
      brush = undefined;
      draw();
    },
  };
}

const sizeOf = (map: LibreMap): { readonly width: number; readonly height: number } => {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return { width, height };
};

import type { MapContent, MapPerson } from "./content.ts";
import { isSpot, type Spot } from "./geo.ts";
import type { Palette } from "./palette.ts";
import { pixelsOf, projected, type View } from "./project.ts";

/** Everything that people put on a map. `near`: who has a face, and so a trail and a circle. */
export type Drawing = { readonly content: MapContent; readonly near: readonly MapPerson[] };

export type Brush = { readonly colours: Palette; readonly dot: Dots };
type Dots = Readonly<Record<"fresh" | "faded" | "me", CanvasImageSource>>;
type Pen = CanvasRenderingContext2D;

/** Half the side of a dot's picture, CSS pixels. */
const HALF = 11;
const CIRCLE = 2 * Math.PI;

/** The pictures of dots, made once for a theme: stamping one is much cheaper than drawing it, and there are hundreds. `ratio`: device pixels a CSS pixel. */
export function brushOf(colours: Palette, ratio: number): Brush {
  const dot = (colour: string, radius: number, edge: number): ImageBitmap => {
    const picture = new OffscreenCanvas(Math.ceil(2 * HALF * ratio), Math.ceil(2 * HALF * ratio));
    const pen = picture.getContext("2d");
    pen?.scale(ratio, ratio);
    for (const [fill, size] of [
      [colours.surface, radius + edge],
      [colour, radius],
    ] as const) {
      if (pen === null) break;
      pen.fillStyle = fill;
      pen.beginPath();
      pen.arc(HALF, HALF, size, 0, CIRCLE);
      pen.fill();
    }
    return picture.transferToImageBitmap();
  };
  return {
    colours,
    dot: { fresh: dot(colours.accent, 6, 2), faded: dot(colours.dim, 6, 2), me: dot(colours.link, 7, 3) },
  };
}

/** Draws on an empty canvas whose unit is a CSS pixel: hazards, circles of accuracy and trails, then a dot for everybody, and my own place. What is no place is left out. */
export function drawPeople(pen: Pen, { content, near }: Drawing, view: View, { colours, dot }: Brush): void {
  const at = projected(view);
  const known = near.filter(isSpot);
  const { me } = content;
  for (const sign of content.signs.filter(isSpot)) {
    circle(pen, at(sign), pixelsOf(Math.max(1, sign.radius_m), sign, view.zoom), colours.wait);
    pen.strokeStyle = colours.wait;
    pen.lineWidth = 1.5;
    pen.setLineDash([3, 2.25]);
    pen.stroke();
    pen.setLineDash([]);
  }
  for (const person of known) {
    const { accuracy_m: accuracy, faded } = person;
    if (accuracy === undefined) continue;
    circle(pen, at(person), pixelsOf(accuracy, person, view.zoom), faded ? colours.dim : colours.link);
  }
  if (me?.accuracy_m !== undefined) circle(pen, at(me), pixelsOf(me.accuracy_m, me, view.zoom), colours.link);
  const trails = known.map((person) => [person.faded, [...person.trail.filter(isSpot), person].map(at)] as const);
  for (const [, line] of trails) trail(pen, line, colours.surface, 7);
  for (const [faded, line] of trails) trail(pen, line, faded ? colours.dim : colours.accent, 4);
  const stamp = (picture: CanvasImageSource, spot: Spot): void => {
    const [x, y] = at(spot);
    if (x < -HALF || y < -HALF || x > view.width + HALF || y > view.height + HALF) return;
    pen.drawImage(picture, x - HALF, y - HALF, 2 * HALF, 2 * HALF);
  };
  for (const person of content.people) if (isSpot(person)) stamp(person.faded ? dot.faded : dot.fresh, person);
  if (me !== undefined) stamp(dot.me, me);
}

/** A see-through disc; its edge is still the pen's path afterwards. */
function circle(pen: Pen, [x, y]: readonly [number, number], radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, CIRCLE);
  pen.fillStyle = colour;
  pen.globalAlpha = 0.14;
  pen.fill();
  pen.globalAlpha = 1;
}

function trail(pen: Pen, points: readonly (readonly [number, number])[], colour: string, width: number): void {
  if (points.length < 2) return;
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.stroke();
}

import type { Feature, LineString } from "geojson";
import type { Box } from "./geo.ts";

/** Degrees between two lines, coarse to fine. */
const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;
/** So many lines cross the view at least. */
const LINES = 4;
/** The projection ends here. */
const END = 85;

/** Meridians and parallels of a view, like the grid of map paper: with no road drawn they are what shows that and how far one moved. */
export function graticule([west, south, east, north]: Box): Feature<LineString>[] {
  const width = east - west;
  const step = STEPS.find((one) => width / one >= LINES) ?? 0.001;
  const [left, right] = [west - width / 2, east + width / 2];
  const [low, high] = [Math.max(-END, south - width / 2), Math.min(END, north + width / 2)];
  return [
    ...along(left, right, step).map((x) =>
      line([
        [x, low],
        [x, high],
      ]),
    ),
    ...along(low, high, step).map((y) =>
      line([
        [left, y],
        [right, y],
      ]),
    ),
  ];
}

function along(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, at) => (first + at) * step);
}

const line = (coordinates: [number, number][]): Feature<LineString> => ({
  type: "Feature",
  properties: {},
  geometry: { type: "LineString", coordinates },
});

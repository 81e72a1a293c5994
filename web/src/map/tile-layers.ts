import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";
import { FONT } from "./style.ts";

const source = "tiles";
const named: ExpressionSpecification = ["coalesce", ["get", "name"], ""];

/** Roads grow with the zoom; `most` is their width in pixels when one stands in them. */
const width = (most: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  6,
  0.3,
  12,
  most / 6,
  18,
  most,
];

/** Vector tiles in the schema of Protomaps, in the calm colours of our own base map: ground, water, ways, names, and nothing else. */
export const tileLayers = (colours: Palette): LayerSpecification[] => [
  { id: "earth", type: "fill", source, "source-layer": "earth", paint: { "fill-color": colours.land } },
  {
    id: "green",
    type: "fill",
    source,
    "source-layer": "landuse",
    filter: ["in", ["get", "kind"], ["literal", ["park", "forest", "wood", "nature_reserve", "grass", "golf_course"]]],
    paint: { "fill-color": colours.park },
  },
  {
    id: "tile water",
    type: "fill",
    source,
    "source-layer": "water",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colours.water },
  },
  {
    id: "rivers",
    type: "line",
    source,
    "source-layer": "water",
    filter: ["==", ["geometry-type"], "LineString"],
    paint: { "line-color": colours.water, "line-width": width(8) },
  },
  {
    id: "paths",
    type: "line",
    source,
    "source-layer": "roads",
    filter: ["==", ["get", "kind"], "path"],
    minzoom: 12,
    paint: { "line-color": colours.border, "line-width": 1, "line-dasharray": [2, 2] },
  },
  ...(["minor_road", "major_road", "highway"] as const).map((kind, at): LayerSpecification => ({
    id: kind,
    type: "line",
    source,
    "source-layer": "roads",
    filter: ["==", ["get", "kind"], kind],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colours.road, "line-width": width(10 + at * 6) },
  })),
  {
    id: "boundaries",
    type: "line",
    source,
    "source-layer": "boundaries",
    paint: { "line-color": colours.border, "line-width": 1, "line-dasharray": [3, 2] },
  },
  {
    id: "places",
    type: "symbol",
    source,
    "source-layer": "places",
    layout: { "text-field": named, "text-font": FONT, "text-size": 13, "text-max-width": 8 },
    paint: { "text-color": colours.name, "text-halo-color": colours.land, "text-halo-width": 1.5 },
  },
];

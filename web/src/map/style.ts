import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";

/** Without an address for glyphs the map draws letters itself, from the fonts of the page. */
export const FONT = ["Inter Variable"];

const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** What lies under everything: water, land, grid, borders, names. */
const groundLayers = (colours: Palette): LayerSpecification[] => [
  { id: "water", type: "background", paint: { "background-color": colours.water } },
  { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } },
  {
    id: "coast",
    type: "line",
    source: "land",
    paint: { "line-color": colours.border, "line-width": 0.6, "line-opacity": 0.5 },
  },
];

/** Between the ground and what people put on it. */
const gridLayers = (colours: Palette): LayerSpecification[] => [
  { id: "grid", type: "line", source: "grid", paint: { "line-color": colours.line, "line-width": 1 } },
  {
    id: "borders",
    type: "line",
    source: "borders",
    paint: { "line-color": colours.border, "line-width": 1, "line-dasharray": [3, 2] },
  },
  {
    id: "names",
    type: "symbol",
    source: "names",
    maxzoom: NAMES,
    // Large countries first, small ones when there is room.
    filter: [">", ["get", "room"], ["interpolate", ["linear"], ["zoom"], 1, 120, 3, 20, 5, 1, 7, 0]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": ["interpolate", ["linear"], ["zoom"], 2, 11, 6, 16],
      "text-max-width": 7,
      "symbol-sort-key": ["-", 0, ["get", "room"]],
    },
    paint: { "text-color": colours.name, "text-halo-color": colours.land, "text-halo-width": 1.5 },
  },
];

/** All layers of ours in the order they are drawn. An operator's tiles lie between the ground and the grid, which they replace. */
export const layersOf = (colours: Palette): LayerSpecification[] => [...groundLayers(colours), ...gridLayers(colours)];

const empty = { type: "geojson" as const, data: EMPTY };

/**
 * How finely sources are cut into tiles, as a zoom: each level more is more tiles to find, to fetch from the worker and to draw in every frame. The world at 1:50 million is exact to about a kilometre, and
 * tiles of this zoom hold 20 m; those of the grid hold 1.2 m, a pixel and a half where the map is closest.
 */
const WORLD = 8;
const GRID = 12;
/** Closer than this no country has its name in view. */
const NAMES = 9;

/** The style of a map that has nothing on it yet. */
export const styleOf = (colours: Palette): StyleSpecification => ({
  version: 8,
  sources: {
    land: { ...empty, tolerance: 0.2, maxzoom: WORLD },
    borders: { ...empty, tolerance: 0.2, maxzoom: WORLD },
    names: { ...empty, maxzoom: WORLD },
    grid: { ...empty, tolerance: 0, maxzoom: GRID },
  },
  layers: layersOf(colours),
});

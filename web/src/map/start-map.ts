import { type GeoJSONSource, Map as LibreMap, Marker, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Drawing } from "./draw-people.ts";
import { type Box, isSpot, type Spot } from "./geo.ts";
import { graticule } from "./graticule.ts";
import { type BaseMap, loadBaseMap } from "./base-map.ts";
import { onPalette, paletteOf } from "./palette.ts";
import { peopleCanvas } from "./people-canvas.ts";
import { layersOf, styleOf } from "./style.ts";
import { operatorTiles, type Tiles } from "./tiles.ts";

setWorkerUrl(workerUrl);

type PaintName = Parameters<LibreMap["setPaintProperty"]>[1];

/** Closer than this shows no more than a base map without roads can. */
const CLOSEST = 17;
const CLOSE_UP = 14;
const MARGIN = 56;
const MOTION_MS = 180;

export type MapOptions = {
  /** What a screen reader calls the map. */
  readonly label: string;
  /** Of names on the map. */
  readonly language: string;
  readonly units: "metric" | "imperial";
  /** A map to look at: no keys, no dragging. */
  readonly still?: boolean;
  readonly onPress?: (spot: Spot) => void;
  /** It came to rest with this place in its middle. */
  readonly onRest?: (middle: Spot) => void;
  /** Somebody moved the map by hand. */
  readonly onHand?: () => void;
  /** There are tiles of the operator's own; whose they are has to be shown. */
  readonly onCredit?: (credit: string) => void;
};

/** A map on the page, until `end`. */
export type RunningMap = {
  /** Puts exactly these on the map. */
  readonly show: (drawing: Drawing) => void;
  /** Keeps an element at a place; answers how to move it and how to take it away. `foot`: its lower edge is the place. */
  readonly pin: (element: HTMLElement, spot: Spot, foot: boolean) => Pin;
  readonly fit: (box: Box, how?: "at once") => void;
  readonly goTo: (spot: Spot, how?: "close up") => void;
  readonly zoom: (steps: 1 | -1) => void;
  readonly end: () => void;
};
export type Pin = { readonly move: (spot: Spot) => void; readonly end: () => void };

/** Pixels that stay free at the edges, and beside the controls (a column, or a row where the map is low), so that no face lies below them. */
function roomAround({ clientWidth, clientHeight }: HTMLElement, still: boolean) {
  const edge = Math.min(MARGIN, clientWidth / 5, clientHeight / 5);
  const [top, right] = still ? [edge, edge] : clientHeight <= 260 ? [edge + 32, edge] : [edge, edge + 40];
  return { top, right, bottom: edge, left: edge };
}

/** Starts a map in an element. Throws where the browser has no WebGL. */
export function startMap(place: HTMLElement, options: MapOptions): RunningMap {
  const { language, still = false } = options;
  const colours = paletteOf(place);
  const map = new LibreMap({
    container: place,
    style: styleOf({ ...colours, water: colours.land }),
    center: [10, 35],
    zoom: 1.2,
    minZoom: 0.5,
    maxZoom: CLOSEST,
    interactive: !still,
    attributionControl: false,
    maplibreLogo: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    validateStyle: false,
    locale: { "Map.Title": options.label },
  });
  if (!still) {
    map.keyboard.disableRotation();
    map.touchZoomRotate.disableRotation();
    map.addControl(new ScaleControl({ unit: options.units, maxWidth: 90 }), "bottom-left");
  } else map.getCanvas().tabIndex = -1;

  const source = (name: string): GeoJSONSource | undefined => map.getSource(name);
  let styled = false;
  let gone = false;
  let base: BaseMap | undefined;
  let tiles: Tiles | undefined;
  const people = peopleCanvas(map, colours);

  const drawBase = (): void => {
    if (!styled || base === undefined) return;
    // Most maps are of dry ground, so it is ground until the world is there.
    map.setPaintProperty("water", "background-color", paletteOf(place).water);
    void source("land")?.setData(base.land);
    void source("borders")?.setData(base.borders);
    void source("names")?.setData(base.names);
  };
  const drawGrid = (): void => {
    const bounds = map.getBounds();
    const box: Box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    void source("grid")?.setData({ type: "FeatureCollection", features: graticule(box) });
  };
  const drawTiles = (): void => {
    if (!styled || tiles === undefined) return;
    map.addSource("tiles", tiles.source);
    for (const layer of tiles.layers(paletteOf(place))) map.addLayer(layer, "grid");
    for (const id of ["grid", "borders", "names"]) map.setLayoutProperty(id, "visibility", "none");
    options.onCredit?.(tiles.credit);
  };
  map.once("style.load", () => {
    styled = true;
    drawBase();
    drawTiles();
    drawGrid();
    map.on("moveend", drawGrid);
  });
  // Without the world there is still the grid, and everything that is on it.
  void loadBaseMap(language).then(
    (loaded) => {
      if (gone) return;
      base = loaded;
      drawBase();
    },
    () => undefined,
  );
  void operatorTiles().then((found) => {
    if (gone) return;
    tiles = found;
    drawTiles();
  });
  const unwatch = onPalette(() => {
    const colours = paletteOf(place);
    people.repaint(colours);
    if (!styled) return;
    for (const { id, paint = {} } of [...layersOf(colours), ...(tiles?.layers(colours) ?? [])])
      for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name as PaintName, value);
  });

  map.on("click", ({ lngLat }) => options.onPress?.({ latitude: lngLat.lat, longitude: lngLat.wrap().lng }));
  for (const by of ["dragstart", "wheel", "keydown"] as const) {
    if (by === "dragstart") map.on(by, () => options.onHand?.());
    else map.getCanvasContainer().addEventListener(by, () => options.onHand?.());
  }

  const middle = (): Spot => {
    const { lat, lng } = map.getCenter().wrap();
    return { latitude: lat, longitude: lng };
  };
  map.on("moveend", () => options.onRest?.(middle()));

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOTION_MS);
  const at = ({ longitude, latitude }: Spot): [number, number] => [longitude, latitude];
  return {
    show: people.show,
    pin(element, spot, foot) {
      const marker = new Marker({ element, anchor: foot ? "bottom" : "center" }).setLngLat(at(spot)).addTo(map);
      return { move: (next) => void marker.setLngLat(at(next)), end: () => void marker.remove() };
    },
    fit([west, south, east, north], how) {
      map.fitBounds([west, south, east, north], {
        padding: roomAround(place, still),
        maxZoom: CLOSE_UP,
        duration: how === "at once" ? 0 : motion(),
        linear: true,
      });
    },
    goTo(spot, how) {
      if (!isSpot(spot)) return;
      const zoom = how === "close up" ? { zoom: Math.max(map.getZoom(), CLOSE_UP) } : {};
      map.easeTo({ center: at(spot), duration: motion(), ...zoom });
    },
    zoom: (steps) => void map.easeTo({ zoom: map.getZoom() + steps, duration: motion() }),
    end() {
      gone = true;
      unwatch();
      map.remove();
    },
  };
}

import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldAddress from "world-atlas/countries-50m.json?url";

/** Natural Earth at 1:50 million (public domain), as world-atlas packs it. */
type World = Topology<{
  countries: GeometryCollection<{ name: string }>;
  land: GeometryCollection;
}>;

export type BaseMap = {
  readonly land: FeatureCollection | Feature;
  readonly borders: Geometry;
  /** A point in each country with its name in the reader's language, and how much room it has, in square degrees. */
  readonly names: FeatureCollection<Point, { name: string; room: number }>;
};

/** Fetches the world from the client's own files and unpacks it. Rejects when it cannot be had. */
export async function loadBaseMap(language: string): Promise<BaseMap> {
  const answer = await fetch(worldAddress);
  if (!answer.ok) throw new Error(`base map: ${answer.status}`);
  const world = (await answer.json()) as World;
  const named = namesIn(language);
  return {
    land: feature(world, world.objects.land),
    borders: mesh(world, world.objects.countries, (a, b) => a !== b),
    names: {
      type: "FeatureCollection",
      features: feature(world, world.objects.countries).features.flatMap(({ id, geometry, properties }) => {
        const place = largest(geometry);
        if (place === undefined) return [];
        const name = named(id) ?? properties.name;
        return [
          {
            type: "Feature" as const,
            geometry: { type: "Point" as const, coordinates: place.middle },
            properties: { name, room: place.area },
          },
        ];
      }),
    },
  };
}

/** A country's name by its number in ISO 3166, which the language tags of Unicode turn into letters. */
function namesIn(language: string): (id: string | number | undefined) => string | undefined {
  const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  return (id) => {
    if (id === undefined) return undefined;
    const [tag = ""] = Intl.getCanonicalLocales(`und-${String(id).padStart(3, "0")}`);
    const letters = tag.slice(-2);
    return /^[A-Z]{2}$/.test(letters) ? names.of(letters) : undefined;
  };
}

/** Centroid and area of the largest part of a country, so that a name stands on its mainland. */
function largest(geometry: Geometry): { readonly middle: Position; readonly area: number } | undefined {
  const parts = geometry.type === "Polygon" || geometry.type === "MultiPolygon" ? polygons(geometry) : [];
  return parts
    .flatMap(([outer]) => (outer === undefined ? [] : [centroid(outer)]))
    .toSorted((a, b) => b.area - a.area)[0];
}

const polygons = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;

function centroid(ring: Position[]): { readonly middle: Position; readonly area: number } {
  let [double, x, y] = [0, 0, 0];
  for (let at = 1; at < ring.length; at += 1) {
    const [ax = 0, ay = 0] = ring[at - 1] ?? [];
    const [bx = 0, by = 0] = ring[at] ?? [];
    const cross = ax * by - bx * ay;
    double += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return { middle: [x / (3 * double), y / (3 * double)], area: Math.abs(double / 2) };
}

import type { Feature, LineString, Point, Polygon } from "geojson";
import type { GeoJSONSourceDiff } from "maplibre-gl";
import type { MapContent, MapPerson } from "./content.ts";
import { isSpot, ringAround, type Spot } from "./geo.ts";

/** What one source of the map holds, by id. */
export type Features = ReadonlyMap<string, Drawn>;
type Drawn = Feature<Point | LineString | Polygon, Readonly<Record<string, string | boolean>>> & {
  readonly id: string;
};

const lineOf = (spots: readonly Spot[]): [number, number][] =>
  spots.map(({ longitude, latitude }) => [longitude, latitude]);

function drawn(
  id: string,
  kind: string,
  geometry: Drawn["geometry"],
  properties: Record<string, string | boolean> = {},
): [string, Drawn] {
  return [id, { type: "Feature", id, geometry, properties: { kind, ...properties } }];
}

const area = (ring: [number, number][]): Polygon => ({ type: "Polygon", coordinates: [ring] });

/** A dot for everybody; circle and trail for those with a face, which is `near`; hazards with their reach; my own place. */
export function featuresOf({ people, signs, me }: MapContent, near: readonly MapPerson[]): Features {
  return new Map<string, Drawn>([
    ...signs.filter(isSpot).map((sign) => drawn(sign.id, "hazard", area(ringAround(sign, Math.max(1, sign.radius_m))))),
    ...near.flatMap((person) => detailsOf(person)),
    ...people
      .filter(isSpot)
      .map(({ id, latitude, longitude, faded }) =>
        drawn(id, "person", { type: "Point", coordinates: [longitude, latitude] }, { faded }),
      ),
    ...(me?.accuracy_m === undefined ? [] : [drawn("me accuracy", "accuracy", area(ringAround(me, me.accuracy_m)))]),
    ...(me === undefined ? [] : [drawn("me", "me", { type: "Point", coordinates: [me.longitude, me.latitude] })]),
  ]);
}

function detailsOf(person: MapPerson): [string, Drawn][] {
  const { id, accuracy_m: accuracy, faded, trail } = person;
  if (!isSpot(person)) return [];
  const line = lineOf([...trail.filter(isSpot), person]);
  return [
    ...(accuracy === undefined
      ? []
      : [drawn(`${id} accuracy`, "accuracy", area(ringAround(person, accuracy)), { faded })]),
    ...(line.length < 2 ? [] : [drawn(`${id} trail`, "trail", { type: "LineString", coordinates: line }, { faded })]),
  ];
}

/** The steps from one set of features to the next, so that the map's worker touches only what changed. `undefined`: nothing did. */
export function stepTo(before: Features, after: Features): GeoJSONSourceDiff | undefined {
  const remove = [...before.keys()].filter((id) => !after.has(id));
  const add: Drawn[] = [];
  const update: NonNullable<GeoJSONSourceDiff["update"]> = [];
  for (const [id, feature] of after) {
    const known = before.get(id);
    if (known === undefined) add.push(feature);
    else {
      const moved = !sameShape(known.geometry, feature.geometry);
      const changed = Object.entries(feature.properties).filter(([key, value]) => known.properties[key] !== value);
      if (moved || changed.length > 0)
        update.push({
          id,
          ...(moved ? { newGeometry: feature.geometry } : {}),
          ...(changed.length > 0 ? { addOrUpdateProperties: changed.map(([key, value]) => ({ key, value })) } : {}),
        });
    }
  }
  if (remove.length + add.length + update.length === 0) return undefined;
  return { remove, add, update };
}

function sameShape(a: Drawn["geometry"], b: Drawn["geometry"]): boolean {
  if (a.type === "Point" && b.type === "Point")
    return a.coordinates[0] === b.coordinates[0] && a.coordinates[1] === b.coordinates[1];
  return JSON.stringify(a) === JSON.stringify(b);
}

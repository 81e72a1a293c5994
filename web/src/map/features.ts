import type { Feature, LineString, Point, Polygon } from "geojson";
import type { GeoJSONSourceDiff } from "maplibre-gl";
import type { MapContent, MapPerson, MapSign } from "./content.ts";
import { isSpot, ringAround, type Spot } from "./geo.ts";
import { remembering } from "./remembering.ts";

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
  const all = new Map<string, Drawn>(signs.filter(isSpot).map(reachOf));
  for (const [id, feature] of near.flatMap(detailsOf)) all.set(id, feature);
  for (const person of people) if (isSpot(person)) all.set(person.id, dotOf(person));
  if (me?.accuracy_m !== undefined) all.set(...drawn("me accuracy", "accuracy", area(ringAround(me, me.accuracy_m))));
  if (me !== undefined) all.set(...drawn("me", "me", { type: "Point", coordinates: [me.longitude, me.latitude] }));
  return all;
}

const reachOf = remembering((sign: MapSign) =>
  drawn(sign.id, "hazard", area(ringAround(sign, Math.max(1, sign.radius_m)))),
);

const dotOf = remembering(
  ({ id, latitude, longitude, faded }: MapPerson) =>
    drawn(id, "person", { type: "Point", coordinates: [longitude, latitude] }, { faded })[1],
);

const detailsOf = remembering((person: MapPerson): [string, Drawn][] => {
  const { id, accuracy_m: accuracy, faded, trail } = person;
  if (!isSpot(person)) return [];
  const line = lineOf([...trail.filter(isSpot), person]);
  return [
    ...(accuracy === undefined
      ? []
      : [drawn(`${id} accuracy`, "accuracy", area(ringAround(person, accuracy)), { faded })]),
    ...(line.length < 2 ? [] : [drawn(`${id} trail`, "trail", { type: "LineString", coordinates: line }, { faded })]),
  ];
});

/** The steps from one set of features to the next, so that the map's worker touches only what changed. `undefined`: nothing did. */
export function stepTo(before: Features, after: Features): GeoJSONSourceDiff | undefined {
  const remove = [...before.keys()].filter((id) => !after.has(id));
  const add: Drawn[] = [];
  const update: NonNullable<GeoJSONSourceDiff["update"]> = [];
  for (const [id, feature] of after) {
    const known = before.get(id);
    if (known === undefined) add.push(feature);
    else if (known !== feature) {
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

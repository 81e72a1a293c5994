import { eventId, roomId } from "@paceline/protocol";
import type { HazardRow, Person, ShareRow } from "@paceline/protocol/port";
import { fact, type Fact } from "../view-state.ts";
import { GRAVEL } from "./meetups.ts";
import { ana, jonas, lea, mila, priya, tom } from "./people.ts";
import { CHAT, RIDES, RIVERSIDE } from "./rooms.ts";
import { NOW } from "./time.ts";

const MINUTE = 60_000;

/** A river loop; `share` 0 to 1 is how far along. */
const along = (share: number): { readonly latitude: number; readonly longitude: number } => {
  const angle = share * 2 * Math.PI;
  return {
    latitude: 48.1302 + 0.028 * Math.sin(angle) + 0.006 * Math.sin(3 * angle),
    longitude: 11.5868 + 0.05 * (1 - Math.cos(angle)) + 0.008 * Math.cos(2 * angle) - 0.008,
  };
};

function rider(person: Person, share: number, more: Partial<ShareRow> = {}): ShareRow {
  return {
    id: eventId(`$share-${person.userId.slice(1, 5)}`),
    roomId: RIDES,
    roomName: "Riverside meetups",
    person,
    mine: false,
    startedMs: NOW - 50 * MINUTE,
    endsMs: NOW + 130 * MINUTE,
    live: true,
    last: { ts: NOW - 12_000, ...along(share), accuracy_m: 8, battery_pct: 71 },
    trail: Array.from({ length: 24 }, (_, at) => ({
      ...along((share * at) / 24),
      ts: NOW - (24 - at) * 2 * MINUTE,
    })),
    stale: false,
    meetup: GRAVEL,
    ...more,
  };
}

export const riders: readonly ShareRow[] = [
  rider(ana, 0.3, { mine: true, precision: "exact", viewers: 22 }),
  rider(lea, 0.42, { part: "lead" }),
  rider(tom, 0.36, { last: { ts: NOW - 25_000, ...along(0.36), accuracy_m: 320 } }),
  rider(mila, 0.2, { stale: true, last: { ts: NOW - 14 * MINUTE, ...along(0.2), accuracy_m: 20 } }),
  rider(jonas, 0.16, { part: "sweep" }),
];

const hazard: HazardRow = {
  id: eventId("$hazard-1"),
  roomId: CHAT,
  clubId: RIVERSIDE,
  reporter: priya,
  kind: "ice",
  headline: "Ice on the mill bridge",
  description: "The wooden planks are white. Walk it.",
  latitude: 48.1585,
  longitude: 11.648,
  radius_m: 400,
  sentMs: NOW - 55 * MINUTE,
  expiresMs: NOW + 5 * 60 * MINUTE,
  mine: false,
  mayClear: true,
};

export const hazards: readonly HazardRow[] = [hazard];

/** A Sunday with people on the road. */
export const onTheRoad: readonly Fact[] = [fact("shares", {}, riders, {}), fact("hazards", {}, hazards, {})];

/** A mass ride: everybody somewhere on the loop, `step` positions on. */
export const manyRiders = (count: number, step = 0): readonly ShareRow[] =>
  Array.from({ length: count }, (_, at) =>
    rider(
      { userId: `@rider${at}:example.org` as Person["userId"], name: `Rider ${at + 1}` },
      ((at * 7 + step) % count) / count,
      {
        id: eventId(`$share-rider${at}`),
        roomId: roomId("!mass:example.org"),
        roomName: "City night ride",
      },
    ),
  );

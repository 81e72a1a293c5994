import { isLive } from "@paceline/domain/shares";
import type { RoomId } from "@paceline/protocol";
import type { ShareRow, TrackerRow, ZoneRow } from "@paceline/protocol/port";
import { companionOf } from "../companions/companions.ts";
import { dossierIn } from "../meetups/dossier.ts";
import type { Dossier } from "../meetups/dossier.ts";
import { shareRow, trailOf } from "../shares/share-rows.ts";
import type { ShareSeen } from "../shares/share-rows.ts";
import { myCircle } from "../safety/circles.ts";
import { trackersIn } from "../shares/trackers.ts";
import { zoneRows } from "../shares/zones.ts";
import { serverNow, skewIn } from "./server-time.ts";
import type { World } from "./world.ts";

type List<R> = { readonly rows: readonly R[]; readonly meta: Record<never, never> };
type Made = { readonly seen: ShareSeen; readonly row: ShareRow; readonly changesMs: number };
/** A row that nothing changed is the same object, so that telling the difference costs nothing for it. */
const made = new WeakMap<ShareSeen["share"], Made>();

/** Live shares of rooms I am in, mine first, then by name. `wakeAt`: time alone changes something then, ms by this device's clock. */
export async function sharesIn(world: World, wakeAt: (ms: number) => void): Promise<List<ShareRow>> {
  const { projection, shares, myShares } = world;
  const me = projection.session?.userId;
  if (me === undefined) return { rows: [], meta: {} };
  const now = serverNow(world);
  const all = await shares.all();
  const live = all.filter((share) => isLive(share, now));
  const sharers = new Map<RoomId, number>();
  for (const { room } of live) sharers.set(room, (sharers.get(room) ?? 0) + 1);
  const rides = new Map<RoomId, Dossier>();
  for (const id of new Set(all.map(({ room }) => room))) {
    const ride = await rideOf(world, id);
    if (ride !== undefined) rides.set(id, ride);
  }
  const rows: ShareRow[] = [];
  let changesMs = Infinity;
  for (const share of all) {
    const room = projection.rooms.get(share.room);
    if (room?.membership !== "join") continue;
    const mine = myShares.find(({ id }) => id === share.id);
    const state = await projection.state(share.room);
    const ride = rides.get(share.room);
    const seen = {
      share,
      room,
      state,
      me,
      mine,
      sharers: sharers.get(share.room) ?? 1,
      card: ride?.id,
      meetup: ride?.now.meetup,
      trail: trailOf(live.length),
    };
    const shown = remembered(seen, now);
    if (shown === undefined) continue;
    rows.push(shown.row);
    changesMs = Math.min(changesMs, shown.changesMs);
  }
  wakeAt(changesMs - skewIn(world));
  return { rows: rows.sort(byNearness), meta: {} };
}

/** The meetup whose own room this is. */
async function rideOf({ projection, book }: World, room: RoomId): Promise<Dossier | undefined> {
  const card = projection.rooms.get(room)?.channel?.card;
  const events = card === undefined ? undefined : await book.get(card);
  if (events === undefined) return undefined;
  const dossier = dossierIn(book, events, await projection.state(events.room));
  return dossier !== undefined && companionOf(dossier, projection.rooms)?.id === room ? dossier : undefined;
}

/** Phones that feed my share. */
export async function trackersOf({
  projection,
  circles,
  shares,
}: Pick<World, "projection" | "circles" | "shares">): Promise<List<TrackerRow>> {
  const owner = projection.session?.userId;
  const room = myCircle(projection.rooms);
  if (owner === undefined || room === undefined) return { rows: [], meta: {} };
  const measured = (await shares.all()).flatMap(({ heard }) => heard);
  const known = trackersIn(await circles.of(room.id), owner);
  const rows = [...known.values()].flatMap(({ tracker: { id, name, revoked }, createdMs, said }): TrackerRow[] => {
    if (revoked) return [];
    const report = shares.reportOf(owner, id);
    const lastMs = report?.fix?.ts ?? measured.findLast(({ by }) => by === id)?.ts;
    return [
      {
        id,
        name,
        kind: "owntracks",
        createdMs,
        owner,
        ...(lastMs === undefined ? {} : { lastMs }),
        // What was sent while the key was another one says nothing of this one.
        ...(report?.opens === false && report.ts >= said.ts ? { wrongKey: true } : {}),
      },
    ];
  });
  return { rows, meta: {} };
}

export const zonesIn = async ({ projection }: World): Promise<List<ZoneRow>> => ({
  rows: await zoneRows(projection.database),
  meta: {},
});

function remembered(seen: ShareSeen, now: number): Made | undefined {
  const known = made.get(seen.share);
  const keys = Object.keys(seen) as (keyof ShareSeen)[];
  if (known !== undefined && now < known.changesMs && keys.every((key) => known.seen[key] === seen[key])) return known;
  const fresh = shareRow(seen, now);
  if (fresh === undefined) return undefined;
  const entry = { seen, ...fresh };
  made.set(seen.share, entry);
  return entry;
}

const byNearness = (a: ShareRow, b: ShareRow): number =>
  Number(b.mine) - Number(a.mine) || a.person.name.localeCompare(b.person.name) || (a.id < b.id ? -1 : 1);

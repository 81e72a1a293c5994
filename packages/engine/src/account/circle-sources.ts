import { heardByNobody, tierOf, timerRow } from "@paceline/domain/safety";
import type { UserId } from "@paceline/protocol";
import type { AlertRow, CircleOfOthersRow, ContactRow, Meta, SafetyLogRow, TimerRow } from "@paceline/protocol/port";
import { stateEvent } from "../projection/room-state.ts";
import { joinedIn } from "../safety/alert-rows.ts";
import { circlesOfOthers, myCircle } from "../safety/circles.ts";
import { timerElsewhere, timerOf } from "../safety/others-timer.ts";
import { contactRows, personIn } from "../safety/contacts.ts";
import type { AboutContact } from "../safety/contacts.ts";
import { testsOf } from "../safety/tests.ts";
import { SafetyCodes } from "../safety/codes.ts";
import { keptTimer } from "../safety/kept-timer.ts";
import { keptTrust } from "../safety/kept-trust.ts";
import type { TrustBook } from "../safety/kept-trust.ts";
import { newestFirst, safetyLog } from "../safety/safety-log.ts";
import { SafetyView } from "../safety/safety-view.ts";
import { loggedShares, shareRows } from "../shares/share-log.ts";
import { NO_CONTACTS } from "../safety/tiers.ts";
import { serverNow, skewIn } from "./server-time.ts";
import type { World } from "./world.ts";

/* Lists of circles, computed from what is stored: they are right without a connection too. */

function viewOf({ projection, account, circles: book }: World): SafetyView | undefined {
  return account === undefined || projection.session === undefined
    ? undefined
    : new SafetyView({ projection, book, outbox: account.outbox });
}

const trustIn = async ({ trust, projection }: World): Promise<TrustBook> =>
  trust ?? (await keptTrust(projection.database));

type CircleList = { readonly rows: readonly ContactRow[]; readonly meta: Meta<"circle"> };

export async function circleOf(world: World, wakeAt: (ms: number) => void): Promise<CircleList> {
  const room = myCircle(world.projection.rooms);
  const view = viewOf(world);
  const code = await new SafetyCodes(world.projection.database).isSet();
  if (room === undefined || view === undefined)
    return { rows: [], meta: { escalateMs: NO_CONTACTS.escalate_s * 1_000, code } };
  const seen = await view.seen(room.id);
  const trust = await trustIn(world);
  const now = serverNow(world);
  const tests = testsOf(seen, now);
  const here = world.timer ?? (await keptTimer(world.projection.database));
  const { timer: elsewhere, changesMs } = timerElsewhere(seen, now, here?.id);
  wakeAt(changesMs - skewIn(world));
  const about = (user: UserId): AboutContact => ({ verified: trust.get(user) ?? "no", ...tests(user) });
  const { state, circle, me, bot } = seen;
  return {
    rows: contactRows({ state, circle, me, bot, about }),
    meta: {
      roomId: room.id,
      escalateMs: circle.escalate_s * 1_000,
      code,
      ...(elsewhere === undefined ? {} : { elsewhere }),
    },
  };
}

export async function circlesOfOthersIn(
  world: World,
  wakeAt: (ms: number) => void,
): Promise<{ rows: readonly CircleOfOthersRow[]; meta: Record<never, never> }> {
  const view = viewOf(world);
  if (view === undefined) return { rows: [], meta: {} };
  const trust = await trustIn(world);
  const now = serverNow(world);
  const { rows: alerts } = await view.alerts(now);
  let changesMs = Infinity;
  const rows = await Promise.all(
    circlesOfOthers(world.projection.rooms).map(async ({ id }): Promise<CircleOfOthersRow> => {
      const seen = await view.seen(id);
      const { state, athlete, me, circle } = seen;
      const watched = timerOf(seen, now);
      changesMs = Math.min(changesMs, watched.changesMs);
      const open = alerts.find((alert) => alert.roomId === id && isOpenTest(alert));
      return {
        id,
        athlete: personIn(state, athlete),
        verified: trust.get(athlete) ?? "no",
        tier: tierOf(circle, me),
        sinceMs: stateEvent(state, "m.room.member", me)?.ts ?? 0,
        ...(open === undefined ? {} : { testOpen: open.id }),
        ...(watched.timer === undefined ? {} : { timer: watched.timer }),
      };
    }),
  );
  wakeAt(changesMs - skewIn(world));
  return { rows: rows.sort((a, b) => a.athlete.name.localeCompare(b.athlete.name)), meta: {} };
}

/** A test that I have not answered, nor is my answer on its way. */
const isOpenTest = ({ status, mineAck, underWay = "failed" }: AlertRow): boolean =>
  status === "Test" && !mineAck && underWay === "failed";

export async function alertsIn(
  world: World,
  wakeAt: (ms: number) => void,
): Promise<{ rows: readonly AlertRow[]; meta: Record<never, never> }> {
  const view = viewOf(world);
  if (view === undefined) return { rows: [], meta: {} };
  const { rows, changesMs } = await view.alerts(serverNow(world));
  wakeAt(changesMs - skewIn(world));
  return { rows, meta: {} };
}

export async function timerIn(world: World): Promise<{ rows: readonly TimerRow[]; meta: Record<never, never> }> {
  const timer = world.timer ?? (await keptTimer(world.projection.database));
  if (timer === undefined) return { rows: [], meta: {} };
  const row = timerRow(timer, serverNow(world));
  return { rows: [(await isAlone(world)) ? heardByNobody(row) : row], meta: {} };
}

/** Nobody is in my circle besides me and the bot: contacts may leave while a timer runs. */
async function isAlone({ projection }: World): Promise<boolean> {
  await projection.loaded;
  const room = myCircle(projection.rooms);
  if (room === undefined) return true;
  const { userId: me, bot } = projection.session ?? {};
  return [...joinedIn(await projection.state(room.id))].every((user) => user === me || user === bot);
}

/** What happened in my circle, and with my shares: those that this device began or ended, and of other devices' what is known here still. */
export async function safetyLogIn(
  world: World,
): Promise<{ rows: readonly SafetyLogRow[]; meta: Record<never, never> }> {
  const { projection, shares } = world;
  const now = serverNow(world);
  const room = myCircle(projection.rooms);
  const view = viewOf(world);
  const circle = room === undefined || view === undefined ? [] : safetyLog(await view.seen(room.id), now);
  const known = (await shares.all()).filter(({ user }) => user === projection.session?.userId);
  const elsewhere = known.map((share) => ({ ...share, room: projection.rooms.get(share.room)?.title ?? "" }));
  const mine = shareRows([...(await loggedShares(projection.database)), ...elsewhere], now);
  return { rows: [...circle, ...mine].sort(newestFirst), meta: {} };
}

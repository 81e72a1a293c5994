import { failed, ok } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { World } from "../account/world.ts";
import type { Live } from "../live/start-live.ts";
import type { TimelineList } from "../timeline/timeline-list.ts";
import type { Answer } from "./handlers.ts";

/** Pages fetched for one step back: some bring nothing that has a row. */
const MAX_PAGES = 5;

/** One step further back: from the disk as long as it has something, then from the server. */
export async function loadOlder(
  world: World,
  live: () => Promise<Live | undefined>,
  room: RoomId,
  refresh: () => void,
): Answer<null> {
  const list = world.timelines.get(room);
  if (list?.window.moreOnDisk === true) {
    await list.window.extend();
    refresh();
    return ok(null);
  }
  if (world.projection.rooms.get(room)?.older === null) return ok(null);
  mark(list, "loading", refresh);
  const running = await live();
  if (running === undefined) {
    mark(list, "failed", refresh);
    return failed("signed-out", "later");
  }
  let done: Awaited<Answer<null>> = ok(null);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const before = list === undefined ? 0 : (await list.view()).rows.length;
    done = await running.history.older(room);
    const more = world.projection.rooms.get(room)?.older !== null;
    if (!done.ok || list === undefined || !more || (await list.view()).rows.length > before) break;
  }
  mark(list, done.ok ? "idle" : "failed", refresh);
  return done;
}

export async function fillGap(
  world: World,
  live: () => Promise<Live | undefined>,
  room: RoomId,
  gap: string,
  refresh: () => void,
): Answer<null> {
  const list = world.timelines.get(room);
  list?.gaps.set(gap, "loading");
  refresh();
  const running = await live();
  const done = running === undefined ? ok(null) : await running.history.gap(room, gap);
  list?.gaps.set(gap, done.ok && running !== undefined ? "open" : "failed");
  refresh();
  return done;
}

function mark(list: TimelineList | undefined, state: TimelineList["older"], refresh: () => void): void {
  if (list !== undefined) list.older = state;
  refresh();
}

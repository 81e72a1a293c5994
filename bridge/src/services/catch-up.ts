import { ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import type { Inbox } from "../appservice/inbox.ts";
import type { HomeserverCode } from "../appservice/request.ts";
import { isRecord } from "../appservice/transaction.ts";
import type { Log } from "../log.ts";
import { planned } from "../mapping/intent.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { InboxStore } from "../store/inbox-store.ts";
import type { OutboxStore } from "../store/outbox-store.ts";

type Parts = {
  readonly homeserver: Pick<Homeserver, "joinedRooms" | "messages">;
  readonly inbox: Pick<Inbox, "receiveMissed">;
  readonly tails: Pick<InboxStore, "tail">;
  readonly outboxStore: Pick<OutboxStore, "add">;
  readonly outbox: Pick<Outbox, "wake">;
  readonly log: Log;
  readonly now: () => number;
};

/** Of 50 events each; a room with more behind it is read up to here. */
const MOST_PAGES = 40;

/**
 * Reads, in every room the bot is in, what came after the last event that was worked off, and hands it to the inbox. What
 * the homeserver tells as well is recognised by its id. Rooms that were never heard of are only learned: their past is no
 * news.
 */
export const createCatchUp =
  ({ homeserver, inbox, tails, outboxStore, outbox, log, now }: Parts) =>
  async (): Promise<Result<null, HomeserverCode>> => {
    const rooms = await homeserver.joinedRooms();
    if (!rooms.ok) return rooms;
    const missed: unknown[] = [];
    for (const room of rooms.value) {
      const tail = tails.tail(room);
      if (tail === undefined) {
        outboxStore.add([planned(`found ${room} ${now()}`, { do: "learn", room })], now());
        continue;
      }
      const events = await readBack(homeserver, room, tail);
      if (!events.ok) return events;
      missed.push(...events.value.toReversed());
    }
    if (missed.length > 0) inbox.receiveMissed(missed);
    outbox.wake();
    log.info({ rooms: rooms.value.length, missed: missed.length }, "caught up");
    return ok(null);
  };

/** Newest first, without the tail. */
const readBack = async (
  homeserver: Pick<Homeserver, "messages">,
  room: RoomId,
  tail: string,
): Promise<Result<readonly unknown[], HomeserverCode>> => {
  const events: unknown[] = [];
  let from: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await homeserver.messages(room, from);
    // Whoever is no longer let in has nothing to miss.
    if (!page.ok) return page.failure.code === "FORBIDDEN" ? ok([]) : page;
    for (const event of page.value.events) {
      if (isRecord(event) && event["event_id"] === tail) return ok(events);
      events.push(event);
    }
    from = page.value.next;
    if (from === undefined) break;
  }
  return ok(events);
};

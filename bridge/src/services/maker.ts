import { setTimeout as pause } from "node:timers/promises";
import { failed, NS, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import type { HomeserverCode } from "../appservice/request.ts";
import type { Log } from "../log.ts";
import { peopleOf } from "../mapping/club.ts";
import type { Known } from "../mapping/known.ts";
import { waitBefore } from "../outbox/backoff.ts";
import type { Learn } from "../outbox/perform.ts";
import type { ChannelStore } from "../store/channel-store.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { Made, Making, MakingStore } from "../store/making-store.ts";
import type { RoomStore } from "../store/room-store.ts";
import { makeChannel, makeClub } from "./make-club.ts";
import type { MadeRooms } from "./make-club.ts";

/** `NOT_YET`: still at it, asking again with the same id joins in. `REFUSED`: the homeserver does not let the bot. */
export type MakingFailure = "NOT_YET" | "REFUSED";

/** Makes clubs and channels, each once, whatever happens in between. */
export interface Maker {
  /** The same id finishes what was begun, or gives what was made. */
  make(id: string, making: Making): Promise<Result<Made, MakingFailure>>;
  /** Goes on with everything that an earlier process began. */
  start(): void;
  /** Begins no further step and resolves when what runs has ended; unfinished makings go on at the next start. */
  stop(): Promise<void>;
}

type Parts = {
  readonly db: Database;
  readonly homeserver: Homeserver;
  readonly makings: MakingStore;
  readonly channels: ChannelStore;
  readonly rooms: Pick<RoomStore, "state">;
  /** Takes in what a room is. */
  readonly learn: Learn;
  readonly known: () => Known;
  readonly log: Log;
  readonly now: () => number;
  readonly chance: () => number;
};

/** How long a caller waits before it is asked to come back. */
const PATIENCE_MS = 20_000;

export const createMaker = (parts: Parts): Maker => {
  const { db, homeserver, makings, channels, rooms, learn, known, log, now, chance } = parts;
  const stopping = new AbortController();
  const running = new Map<string, Promise<Result<Made, MakingFailure>>>();

  const join = (id: string, making: Making): Promise<Result<Made, MakingFailure>> => {
    const job = running.get(id) ?? work(id, making).finally(() => running.delete(id));
    running.set(id, job);
    return job;
  };

  const work = async (id: string, making: Making): Promise<Result<Made, MakingFailure>> => {
    for (let attempts = 0; !stopping.signal.aborted; attempts++) {
      const outcome = await attempt(id, making);
      if (outcome.ok) {
        const made = outcome.value;
        inTransaction(db, () => finish(id, made));
        log.info({ making: id, is: making.is, space: made.space, attempts: attempts + 1 }, "made");
        return ok(made.answer);
      }
      const { failure } = outcome;
      log.warn(
        { making: id, is: making.is, code: failure.code, cause: failure.cause, attempts: attempts + 1 },
        "not made",
      );
      if (failure.retry === "never") return failed("REFUSED", "never", failure.cause);
      await pause(waitBefore(attempts, failure, chance()), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
    return failed("NOT_YET", "later");
  };

  const attempt = (id: string, making: Making): Promise<Result<MadeRooms<Made>, HomeserverCode>> => {
    const tools = { homeserver, bot: known().bot, id };
    if (making.is === "club") return makeClub(tools, making.caller, making.wish);
    const { space } = making;
    const access = rooms.state(space, `${NS}.club`)?.content["access"] === "open" ? "open" : "private";
    const place = channels.of(space).length;
    return makeChannel(tools, { space, access, people: peopleOf(known(), space), place }, making.wish);
  };

  const finish = (id: string, { answer, space, rooms: read }: MadeRooms<Made>): void => {
    for (const { room, state } of read) learn(room, state);
    const made = "channels" in answer ? answer.channels : [answer];
    const first = channels.of(space).length;
    for (const [index, { room_id: room, kind }] of made.entries()) {
      channels.add({ room, space, kind, place: first + index });
    }
    makings.finish(id, answer);
  };

  return {
    make: async (id, making) => {
      const made = makings.made(id);
      if (made !== undefined) return ok(made);
      makings.begin(id, making, now());
      const patience = new AbortController();
      const tired = pause(PATIENCE_MS, undefined, { signal: patience.signal })
        .catch(() => undefined)
        .then(() => failed("NOT_YET", "later"));
      const outcome = await Promise.race([join(id, making), tired]);
      patience.abort();
      return outcome;
    },
    start: () => {
      for (const { id, making } of makings.unfinished()) void join(id, making);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
};

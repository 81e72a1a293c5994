import { isLive, NOTHING_OUT } from "@paceline/domain/shares";
import { failed, ok } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Answer, Handlers } from "../commands/handlers.ts";
import type { RoomWriter } from "../matrix/client-port.ts";
import type { DelayedEvents } from "../matrix/delayed-events.ts";
import type { Clock } from "../outbox/outbox.ts";
import type { Projection } from "../projection/projection.ts";
import type { ShareBook } from "./book.ts";
import { keepShares, keptShares } from "./mine.ts";
import type { MyShare } from "./mine.ts";
import type { KeptShare } from "./book.ts";
import { ShareControl } from "./share-control.ts";
import { ShareLog } from "./share-log.ts";
import { Sharer } from "./sharer.ts";
import { hiddenPlaces } from "./zones.ts";

/** A place measured so shortly before a share began is where it begins: a page hears of its share before the answer is here, and whoever stands still is measured once. */
const JUST_MS = 5_000;

export type SharesParts = {
  readonly projection: Projection;
  readonly writer: RoomWriter;
  readonly delayed: DelayedEvents;
  readonly book: ShareBook;
  readonly me: UserId;
  readonly clock: Clock;
  /** ms by the homeserver's clock. */
  readonly serverNow: () => number;
  readonly newId: () => string;
  readonly onShares: (mine: readonly MyShare[]) => void;
  readonly onError: () => void;
};

export type ShareCommand = "startShare" | "stopShare" | "stopAllShares";

export type Shares = {
  readonly handlers: Handlers<ShareCommand>;
  /** A place just measured, with its time by the homeserver's clock: everybody reckons ages by that. */
  take(fix: Fix): Promise<void>;
  link(online: boolean): void;
  stop(): Promise<void>;
};

/** My own shares on this device: resumed at a start, ended in time, fed with what is measured. */
export function startShares(parts: SharesParts): Shares {
  const { projection, book, me, clock, serverNow, onError } = parts;
  const control = new ShareControl(parts);
  const log = new ShareLog(projection.database);
  const running = new Map<RoomId, { sharer: Sharer; unwake: () => void }>();
  let stopped = false;
  let newest: Fix | undefined;

  const mine = (): readonly MyShare[] => [...running.values()].map(({ sharer }) => sharer.share);
  const tell = (): void => parts.onShares(mine());
  const keep = (): Promise<void> => keepShares(projection.database, mine());

  async function sharers(room: RoomId): Promise<number> {
    const now = serverNow();
    return Math.max(1, (await book.all()).filter((share) => share.room === room && isLive(share, now)).length);
  }

  /** Shares of mine that a phone feeds. This device may lie at home meanwhile, so it says nothing there. */
  async function fedByPhone(): Promise<ReadonlySet<EventId>> {
    const fed = (await book.all()).filter(({ user, heard }) => user === me && heard.some(({ by }) => by !== undefined));
    return new Set(fed.map(({ id }) => id));
  }

  /** `over`: it ends now, or has ended by itself. */
  function note({ id, room, startedMs, endsMs }: MyShare | KeptShare, over?: "over"): Promise<void> {
    const share = { id, room: projection.rooms.get(room)?.title ?? "", startedMs, endsMs };
    return log.note(over === undefined ? share : { ...share, endedMs: Math.min(endsMs, serverNow()) });
  }

  function run(share: MyShare): Sharer {
    const { room } = share;
    const sharer = new Sharer({ ...parts, sharers, onChange: tell }, share);
    const left = Math.max(0, share.endsMs - serverNow());
    const unwake = clock.wake(clock.now() + left, () => void end(room).catch(onError));
    running.set(room, { sharer, unwake });
    return sharer;
  }

  async function forget(room: RoomId): Promise<void> {
    const known = running.get(room);
    known?.unwake();
    known?.sharer.stop();
    running.delete(room);
    tell();
    await keep();
  }

  /** Sends the last position, then the end. What the server did not hear stays to be said again. */
  async function end(room: RoomId): Answer<null> {
    await taken;
    const known = running.get(room);
    if (known === undefined) return endElsewhere(room);
    known.unwake();
    await known.sharer.finish();
    const done = await control.end(room, known.sharer.share);
    if (done.ok || done.failure.retry === "never") {
      await note(known.sharer.share, "over");
      await forget(room);
    } else {
      run({ ...known.sharer.share, ending: true, out: NOTHING_OUT });
      running.get(room)?.unwake();
      await keep();
    }
    return done;
  }

  /** A share of mine that another device feeds. */
  async function endElsewhere(room: RoomId): Answer<null> {
    const now = serverNow();
    const share = (await book.all()).find((one) => one.room === room && one.user === me && isLive(one, now));
    if (share === undefined) return failed("not-found", "never");
    const done = await control.end(room, share);
    if (done.ok) await note(share, "over");
    return done;
  }

  const loaded = keptShares(projection.database).then((shares) => {
    for (const share of shares) if (!stopped) run({ ...share, refused: false });
    tell();
  });
  loaded.catch(onError);
  /** Places measured so far, one after the other: an end waits for those that are not with the shares yet. */
  let taken: Promise<unknown> = loaded.catch(() => undefined);

  return {
    handlers: {
      async startShare({ roomId, durationMs, precision, part }) {
        await loaded;
        const startedMs = Math.round(serverNow());
        const term = { startedMs, endsMs: startedMs + Math.round(durationMs) };
        if (projection.rooms.get(roomId)?.membership !== "join") return failed("not-found", "never");
        const begun = await control.begin(roomId, term);
        if (!begun.ok) return begun;
        running.get(roomId)?.unwake();
        running.get(roomId)?.sharer.stop();
        const share = {
          id: begun.value,
          room: roomId,
          ...term,
          precision,
          ending: false,
          hidden: false,
          refused: false,
          out: NOTHING_OUT,
        };
        const sharer = run(part === undefined ? share : { ...share, part });
        await note(share);
        tell();
        await keep();
        if (newest !== undefined && newest.ts >= startedMs - JUST_MS)
          sharer.take(newest, await hiddenPlaces(projection.database));
        return ok({ shareId: begun.value });
      },
      async stopShare({ roomId }) {
        await loaded;
        return end(roomId);
      },
      async stopAllShares() {
        await loaded;
        const now = serverNow();
        const known = (await book.all()).filter((share) => share.user === me && isLive(share, now));
        const rooms = new Set([...running.keys(), ...known.map(({ room }) => room)]);
        const done = await Promise.all([...rooms].map(end));
        const refused = done.find((one) => !one.ok);
        return refused === undefined || refused.ok ? ok({ stopped: rooms.size }) : refused;
      },
    },
    take(fix) {
      newest = fix;
      const took = Promise.all([hiddenPlaces(projection.database), fedByPhone(), taken]).then(([zones, fed]) => {
        for (const { sharer } of running.values())
          if (!sharer.share.ending && !fed.has(sharer.share.id)) sharer.take(fix, zones);
      });
      taken = took.catch(() => undefined);
      return took;
    },
    link(online) {
      if (!online) return;
      for (const [room, { sharer }] of running) {
        if (sharer.share.ending || sharer.share.endsMs <= serverNow()) void end(room).catch(onError);
        else sharer.reconnected();
      }
    },
    async stop() {
      stopped = true;
      await loaded.catch(() => undefined);
      for (const { sharer, unwake } of running.values()) {
        unwake();
        sharer.stop();
      }
      await keep();
    },
  };
}

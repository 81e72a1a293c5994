import { overdueAlert } from "@paceline/domain/safety";
import type { Timer } from "@paceline/domain/safety";
import type { EventId, Language, RoomId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { BridgeClient } from "../clubs/bridge-client.ts";
import type { Answer, Handlers } from "../commands/handlers.ts";
import type { DelayedEvents } from "../matrix/delayed-events.ts";
import type { Http } from "../matrix/http.ts";
import type { Clock } from "../outbox/outbox.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { languageOf } from "../projection/session-record.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import type { ShareBook } from "../shares/book.ts";
import { NewestPlace } from "../shares/newest-place.ts";
import { joinedIn } from "./alert-rows.ts";
import { alertHandlers } from "./alert-commands.ts";
import type { AlertCommand } from "./alert-commands.ts";
import type { CircleBook } from "./book.ts";
import { isCircle } from "./circles.ts";
import { clockIn } from "./clock.ts";
import { circleHandlers } from "./circle-commands.ts";
import type { CircleCommand } from "./circle-commands.ts";
import { SafetyCodes } from "./codes.ts";
import { CircleKeeper } from "./keep-circle.ts";
import { keepTimer, keptTimer } from "./kept-timer.ts";
import { safetyBridge } from "./safety-bridge.ts";
import { idsOf, laterTiersIn } from "./later-tiers.ts";
import { LatePlace } from "./late-place.ts";
import { NextTiers } from "./next-tiers.ts";
import { SafetyView } from "./safety-view.ts";
import { sparedIn } from "./spared.ts";
import { timerHandlers } from "./timer-commands.ts";
import type { TimerCommand } from "./timer-commands.ts";
import { timerHands } from "./timer-hands.ts";
import { TimerRunner } from "./timer-runner.ts";
import { wayOutHandlers } from "./way-out-commands.ts";
import type { WayOutCommand } from "./way-out-commands.ts";

export type SafetyParts = {
  readonly http: Http;
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: CircleBook;
  readonly session: () => SessionRecord;
  readonly delayed: DelayedEvents;
  readonly bridge: () => BridgeClient | undefined;
  readonly clock: Clock;
  /** ms by the homeserver's clock. */
  readonly serverNow: () => number;
  /** Where this device was last. */
  readonly fix: () => Fix | undefined;
  readonly shares: Pick<ShareBook, "all">;
  /** Tells whose devices are others now, as soon as the crypto module knows their keys. */
  readonly onDevices: (tell: (users: readonly string[]) => void) => void;
  readonly markRead: (room: RoomId, eventId: EventId) => Answer<null>;
  readonly onTimer: (timer: Timer | undefined) => void;
  readonly onError: () => void;
};

export type SafetyCommand = CircleCommand | AlertCommand | TimerCommand | WayOutCommand;

/** Circle, alerts and timer, as far as they need a homeserver. */
export type Safety = {
  readonly handlers: Handlers<SafetyCommand>;
  link(online: boolean): void;
  /** There is a place of this device. */
  located(): void;
  /** After each sync: an alert of mine came, or an answer to one. */
  synced(): Promise<void>;
  /** What a circle keeps of that which was said before a time (ms by the homeserver's clock). */
  spares(room: RoomId, beforeMs: number): Promise<ReadonlySet<EventId>>;
  /** The language is another, or the server has a bridge now: what waits for a running timer is worded and sealed anew, and the bridge told. */
  renewed(): Promise<void>;
  stop(): Promise<void>;
};

export function startSafety(parts: SafetyParts): Safety {
  const { http, projection, outbox, book, session, delayed, serverNow, onError } = parts;
  const { database } = projection;
  const language = (): Language => languageOf(session());
  const view = new SafetyView({ projection, book, outbox });
  const bridge = safetyBridge(parts.bridge);
  const newId = (): string => crypto.randomUUID();
  const codes = new SafetyCodes(database);
  const nextTiers = new NextTiers({
    delayed,
    database,
    mine: () => view.mine(),
    alerts: () => view.ofMine(),
    now: serverNow,
  });
  const newest = new NewestPlace({ book: parts.shares, me: session().userId, measured: parts.fix, onError });
  const fix = (): Fix | undefined => newest.fix;
  const latePlace = new LatePlace({ database, outbox, view, now: serverNow, fix, language });
  const keeper = new CircleKeeper({
    http,
    projection,
    outbox,
    book,
    me: session().userId,
    bot: () => session().bot,
    now: serverNow,
  });
  const runner = new TimerRunner({
    hands: timerHands({ outbox, delayed, view, bridge, nextTiers, now: serverNow, fix, language }),
    load: () => keptTimer(database),
    save: (timer) => keepTimer(database, timer),
    now: serverNow,
    clock: parts.clock,
    onChange: parts.onTimer,
    onError,
  });

  /** What the circle has heard of the timer, from whichever of the two places. */
  async function hear(): Promise<void> {
    const { timer } = runner;
    if (timer === undefined) return;
    const alert = await view.alert(timer.id);
    if (alert?.eventId === undefined) return;
    if (timer.raised?.sent === false) await runner.take({ is: "alert-sent" });
    if (alert.answered || alert.endedBy !== undefined) await callOffLaterTiers(timer);
    if (!timer.seen) await runner.take({ is: "fired", by: alert.block.sender === session().bot ? "bridge" : "alert" });
    // The all-clear was given on the alert's page, or on another device of mine; one that was forced looks the same here.
    if ((alert.endedBy !== undefined || alert.forced) && runner.timer?.phase === "overdue")
      await runner.take({ is: "ended", duress: alert.forced });
    if (!alert.answered) await adoptLaterTiers(alert.sentMs);
  }

  let stopped = false;
  let calledOff: number | undefined;
  /** Somebody takes care of it: the tiers after the first, which the homeserver still holds, are left in peace. */
  async function callOffLaterTiers({ homeserver: { held } }: Timer): Promise<void> {
    if (held === undefined || calledOff === held.seq) return;
    const answers = await Promise.all(idsOf(laterTiersIn(held)).map((id) => delayed.cancel(id)));
    if (answers.every(({ ok }) => ok)) calledOff = held.seq;
  }

  /** The alert went out: what is held for the tiers after the first is sealed anew from now on as that of an SOS is. */
  async function adoptLaterTiers(sentMs: number): Promise<void> {
    const { timer } = runner;
    const { held } = timer?.homeserver ?? {};
    const circle = await view.mine();
    if (timer?.phase !== "overdue" || circle === undefined || laterTiersIn(held).length === 0) return;
    const wish = { identifier: timer.id, athlete: circle.me, name: circle.name, dueMs: timer.dueMs, sentMs };
    const said = { language: language(), clock: clockIn(language()), fix: fix() ?? held?.fix };
    await nextTiers.adopt(overdueAlert({ ...wish, ...said }), laterTiersIn(held), sentMs);
  }

  async function sealAnew(): Promise<void> {
    if (stopped) return;
    nextTiers.renew();
    await nextTiers.look();
    await runner.take({ is: "heartbeat" });
  }

  /** What waits at the homeserver was sealed for the devices of its time: of contacts, and of the athlete, who calls it off on any of them. */
  async function hearDevices(users: readonly string[]): Promise<void> {
    const { me, contacts = [] } = (await view.mine()) ?? {};
    if ([me, ...contacts].some((user) => user !== undefined && users.includes(user))) await sealAnew();
  }
  parts.onDevices((users) => void hearDevices(users).catch(onError));

  let sealedFor: string | undefined;
  /**
   * What waits was sealed for those who were in the circle, and names who was to be alerted first, then next; any device of mine changes that. Whose devices were known before is
   * no news to the homeserver when they accept.
   */
  async function sealForChanges(): Promise<void> {
    const circle = await view.mine();
    if (circle === undefined) return;
    const { room, firstTier, laterTiers, escalateMs } = circle;
    const joined = [...joinedIn(await projection.state(room))].sort();
    const now = JSON.stringify([joined, firstTier, laterTiers, escalateMs]);
    const changed = sealedFor !== undefined && sealedFor !== now;
    sealedFor = now;
    if (changed) await sealAnew();
  }

  return {
    handlers: {
      ...circleHandlers({ http, projection, outbox, book, session }),
      ...alertHandlers({
        outbox,
        view,
        codes,
        nextTiers,
        latePlace,
        now: serverNow,
        newId,
        fix,
        language,
        markRead: parts.markRead,
      }),
      ...wayOutHandlers(parts.bridge),
      ...timerHandlers({
        runner,
        view,
        codes,
        now: serverNow,
        newId,
        maxDelayMs: async () => (await delayed.limits())?.maxDelayMs,
      }),
    },
    link: (online) => runner.link(online),
    located: () => void (stopped ? undefined : latePlace.look().catch(onError)),
    async synced() {
      if (stopped) return;
      await newest.look();
      await hear();
      await sealForChanges();
      await nextTiers.look();
      await keeper.look();
      await latePlace.look();
    },
    async spares(room, beforeMs) {
      return isCircle(await projection.state(room)) ? sparedIn(await view.seen(room), beforeMs) : new Set();
    },
    renewed: () => runner.take({ is: "heartbeat" }),
    async stop() {
      stopped = true;
      nextTiers.stop();
      await runner.stop();
    },
  };
}

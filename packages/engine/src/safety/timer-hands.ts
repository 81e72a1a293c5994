import { allClear, duressUpdate, overdueAlert, timerLine } from "@paceline/domain/safety";
import type { HoldRefusal, Timer, TimerEvent } from "@paceline/domain/safety";
import { EVENTS } from "@paceline/protocol/events";
import type { AlertBlock, SafetyTimer } from "@paceline/protocol/events";
import type { Failed, Language, Result, TxnId } from "@paceline/protocol";
import { txnId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { DelayCode, DelayedEvents, DelayId } from "../matrix/delayed-events.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import { clockIn } from "./clock.ts";
import type { SafetyBridge } from "./safety-bridge.ts";
import { dropOthers, holdLaterTiers, idsOf } from "./later-tiers.ts";
import type { NextTiers } from "./next-tiers.ts";
import type { CircleInfo, SafetyView } from "./safety-view.ts";
import { BELL, contentOf, say } from "./say.ts";
import type { TimerHands } from "./timer-runner.ts";

export type HandsParts = {
  readonly outbox: Outbox;
  readonly delayed: DelayedEvents;
  readonly view: SafetyView;
  readonly bridge: SafetyBridge;
  readonly nextTiers: Pick<NextTiers, "quietly">;
  readonly now: () => number;
  readonly fix: () => Fix | undefined;
  /** In which a circle is written to. */
  readonly language: () => Language;
};

/** RFC 3339 in UTC, whole seconds. */
const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** How a timer's effects reach the circle, the homeserver and the bridge. */
export function timerHands(parts: HandsParts): TimerHands {
  const { outbox, delayed, view, bridge, nextTiers, now, fix } = parts;
  /** How things are worded at this moment. */
  const worded = () => ({ language: parts.language(), clock: clockIn(parts.language()) });

  /** Sealed for the devices of now, so each heartbeat makes it anew. */
  async function schedule(timer: Timer, seq: number, firesMs: number): Promise<TimerEvent> {
    const circle = await view.mine();
    if (circle === undefined || circle.contacts.length === 0) return refused(seq, "no-contact");
    const last = fix();
    const wish = { identifier: timer.id, athlete: circle.me, name: circle.name, dueMs: timer.dueMs, ...worded() };
    const message = overdueAlert({ ...wish, sentMs: firesMs, fix: last });
    const content = contentOf(message, { mentions: circle.firstTier });
    const wait = (): number => firesMs - now();
    const alert = await delayed.schedule(circle.room, "m.room.message", content, wait(), ids("alert", timer, seq));
    if (!alert.ok) return answerTo(seq, alert);
    const bell = await delayed.schedule(circle.room, EVENTS.sosBell.type, BELL, wait(), ids("bell", timer, seq));
    if (!bell.ok) {
      await delayed.cancel(alert.value);
      return answerTo(seq, bell);
    }
    const first = [alert.value, bell.value];
    // Another name than what seals them anew once the alert is out: the same one would be answered with what is held already.
    const name = `timer.${timer.id}.${seq}`;
    const later = await holdLaterTiers(delayed, { circle, name, message, firstMs: firesMs, now });
    if (!later.ok) {
      for (const id of first) await delayed.cancel(id);
      return answerTo(seq, later);
    }
    const delayIds = [...first, ...idsOf(later.value)];
    return {
      is: "scheduled",
      seq,
      delayIds,
      later: later.value,
      firesMs,
      ...(last === undefined ? {} : { fix: last }),
    };
  }

  async function cancel(seq: number, delayIds: readonly DelayId[]): Promise<TimerEvent> {
    let gone = false;
    for (const id of delayIds) {
      const answer = await delayed.cancel(id);
      if (!answer.ok) return { is: "cancel-lost", seq };
      gone ||= answer.value === "gone";
    }
    return { is: gone ? "cancel-gone" : "cancelled", seq };
  }

  async function sweep(keep: readonly DelayId[]): Promise<TimerEvent> {
    const room = (await view.mine())?.room;
    const done = await nextTiers.quietly((held) => dropOthers(delayed, room, [...keep, ...held]));
    return { is: done.ok && done.value ? "swept" : "sweep-lost" };
  }

  return {
    async tell(effect, timer) {
      const circle = await view.mine();
      if (circle === undefined) return;
      if (effect.do === "tellCircle") return tellLine(outbox, circle, timer, effect, { view, at: now(), ...worded() });
      const duress = effect.do === "raiseSilently";
      const wish = { identifier: timer.id, athlete: circle.me, name: circle.name, sentMs: now(), fix: fix() };
      const out = duress ? await view.alert(timer.id) : undefined;
      // Said on the alert's page, or on another device.
      if (out !== undefined && isForced(out.block) && out.block.msgType === "Update") return;
      // Where an alert is out, what was forced is the all-clear, and it is said in its place; once, also after a restart.
      if (out?.eventId !== undefined && !isForced(out.block)) {
        const update = { ...wish, ...worded(), identifier: `${timer.id}.forced`, of: out.block };
        const to = { mentions: circle.contacts, target: out.eventId, bell: true };
        return must(await say(outbox, circle.room, duressUpdate(update), to));
      }
      const message = overdueAlert({ ...wish, ...worded(), dueMs: timer.dueMs, ...(duress ? { duress: true } : {}) });
      must(await say(outbox, circle.room, message, { mentions: circle.contacts, bell: true }));
    },
    async ask(effect, timer) {
      switch (effect.do) {
        case "schedule":
          return schedule(timer, effect.seq, effect.firesMs);
        case "cancel":
          return cancel(effect.seq, effect.delayIds);
        case "sweep":
          return sweep(effect.keep);
        case "tellBridge": {
          const circle = await view.mine();
          if (circle === undefined) return { is: "bridge-refused", seq: effect.seq, why: "no-contact" };
          return bridge.put(timer.id, { circle: circle.room, language: parts.language(), ...effect });
        }
        case "endBridge":
          return bridge.end(timer.id);
      }
    },
  };
}

async function tellLine(
  outbox: Outbox,
  circle: CircleInfo,
  timer: Timer,
  effect: { readonly line: "armed" | "extended" | "ended" | "all-clear"; readonly dueMs: number },
  how: {
    readonly view: SafetyView;
    readonly at: number;
    readonly language: Language;
    readonly clock: (ms: number) => string;
  },
): Promise<void> {
  const { line, dueMs } = effect;
  const { view, at, language, clock } = how;
  if (line === "all-clear") {
    const alert = await view.alert(timer.id);
    // Given beside the alert already, or on another device: a second one would only ring again.
    if (alert?.endedBy !== undefined) return;
    if (alert !== undefined) {
      const wish = {
        identifier: `${timer.id}.clear`,
        sender: circle.me,
        name: circle.name,
        language,
        sentMs: at,
        of: alert.block,
      };
      const message = allClear({ ...wish, falseAlarm: !alert.answered });
      must(await say(outbox, circle.room, message, { mentions: circle.contacts, target: alert.eventId, bell: true }));
      return;
    }
  }
  const state = line === "all-clear" ? "ended" : line;
  const block: SafetyTimer = {
    v: 1,
    id: timer.id,
    state,
    mode: timer.mode,
    due: instant(dueMs),
    grace_s: Math.round(timer.graceMs / 1_000),
    ...(state === "ended" && timer.ended?.duress === true ? { duress: true } : {}),
  };
  const { mode, graceMs } = timer;
  const body = timerLine({ line: state, name: circle.name, language, mode, dueMs, graceMs, clock });
  const content = { msgtype: "m.notice", body, [EVENTS.safetyTimer.type]: block };
  const id = txnId(`line.${timer.id}.${line}.${dueMs}`);
  must(await outbox.enqueue({ is: "event", roomId: circle.room, type: "m.room.message", content }, id));
}

const isForced = ({ info }: AlertBlock): boolean => info?.parameter?.duress === true;

/** What the disk does not take is a bug or a full disk: the step is not kept and comes again. */
function must(done: Result<unknown>): void {
  if (!done.ok) throw new Error(done.failure.code);
}

const ids = (what: "alert" | "bell", { id }: Timer, seq: number): TxnId => txnId(`timer.${what}.${id}.${seq}`);
const refused = (seq: number, why: HoldRefusal): TimerEvent => ({ is: "schedule-refused", seq, why });

function answerTo(seq: number, { failure }: Failed<DelayCode>): TimerEvent {
  if (failure.code === "lost") return { is: "schedule-lost", seq };
  const max = failure.code === "too-long" ? Number(failure.cause) : Number.NaN;
  return { is: "schedule-refused", seq, why: failure.code, ...(max > 0 ? { maxDelayMs: max } : {}) };
}

import type { HomeserverSide, Scheduled, Timer, TimerEvent } from "./timer.ts";
import { isRunning, MARGIN_MS, RETRY_MS } from "./times.ts";

export type HomeserverAnswer = Extract<TimerEvent, { is: `schedule${string}` | `cancel${string}` | `sw${string}` }>;
/** `mayHaveFired`: an alert that was to be taken back may be out. */
export type Heard = { readonly timer: Timer; readonly mayHaveFired: boolean };

/** Takes in what the homeserver answered. */
export function hearHomeserver(timer: Timer, event: HomeserverAnswer, now: number): Heard {
  const side = timer.homeserver;
  const next = (change: Change, mayHaveFired = false): Heard => ({
    timer: withHomeserver(timer, change),
    mayHaveFired,
  });
  switch (event.is) {
    case "scheduled":
      return { timer: confirmed(timer, event, now), mayHaveFired: false };
    case "schedule-refused": {
      if (side.asked?.seq !== event.seq) return next({});
      const { timer: refused } = next({ asked: undefined, refusal: event.why });
      const { maxDelayMs } = event;
      return { timer: maxDelayMs === undefined ? refused : { ...refused, maxDelayMs }, mayHaveFired: false };
    }
    case "schedule-lost":
      if (side.asked?.seq !== event.seq) return next({});
      return next({ unknown: withAsked(side), asked: { ...side.asked, retryMs: now + RETRY_MS } });
    case "cancelled":
      return next({ cancelling: without(side, event.seq) });
    case "cancel-gone": {
      const gone = side.cancelling.find(({ seq }) => seq === event.seq);
      return next({ cancelling: without(side, event.seq) }, gone !== undefined && gone.firesMs - MARGIN_MS <= now);
    }
    case "cancel-lost":
      return next({
        cancelling: side.cancelling.map((one) => (one.seq === event.seq ? { ...one, retryMs: now + RETRY_MS } : one)),
      });
    case "swept": {
      // While the timer runs, an alert that did go out is seen in the circle; afterwards nobody may be left in doubt.
      const late = timer.phase === "ended" && side.unknown.some(({ firesMs }) => firesMs - MARGIN_MS <= now);
      return next({ unknown: [], sweeping: undefined }, late);
    }
    case "sweep-lost":
      return side.sweeping === undefined ? next({}) : next({ sweeping: { retryMs: now + RETRY_MS } });
  }
}

/** A held alert on its way to be taken back, at once. */
export const takenBack = (held: Scheduled, now: number) => ({ ...held, retryMs: now });

/** Unknown schedules with the one that is asked: the server may have taken it. */
export const withAsked = ({ asked, unknown }: HomeserverSide): HomeserverSide["unknown"] =>
  asked === undefined || unknown.some(({ seq }) => seq === asked.seq)
    ? unknown
    : [...unknown, { seq: asked.seq, firesMs: asked.forMs }];

type Change = { readonly [Key in keyof HomeserverSide]?: HomeserverSide[Key] | undefined };

/** `undefined` takes a key away, so that a timer read from disk equals the one that was written. */
export const withHomeserver = (timer: Timer, change: Change): Timer => ({
  ...timer,
  homeserver: Object.fromEntries(
    Object.entries({ ...timer.homeserver, ...change }).filter(([, value]) => value !== undefined),
  ) as HomeserverSide,
});

const without = ({ cancelling }: HomeserverSide, gone: number) => cancelling.filter(({ seq }) => seq !== gone);

function confirmed(timer: Timer, event: Extract<TimerEvent, { is: "scheduled" }>, now: number): Timer {
  const { held: before, asked, cancelling } = timer.homeserver;
  const { seq, delayIds, later, firesMs, fix } = event;
  if (before?.seq === seq || cancelling.some((one) => one.seq === seq)) return timer;
  const held: Scheduled = {
    seq,
    delayIds,
    ...(later === undefined ? {} : { later }),
    firesMs,
    confirmedMs: now,
    ...(fix === undefined ? {} : { fix }),
  };
  const expected = asked?.seq === seq;
  const stillAsked = expected ? undefined : asked;
  if (!expected || !(isRunning(timer) || timer.ended?.duress === true))
    return withHomeserver(timer, { asked: stillAsked, cancelling: [...cancelling, takenBack(held, now)] });
  return withHomeserver(
    { ...timer, lastBeatMs: now },
    {
      held,
      asked: stillAsked,
      refusal: undefined,
      cancelling: before === undefined ? cancelling : [...cancelling, takenBack(before, now)],
    },
  );
}

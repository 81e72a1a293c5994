import { takenBack, withHomeserver } from "./homeserver-answers.ts";
import type { Step, Timer, TimerEffect } from "./timer.ts";
import { isBusy, isRunning, LEAST_DELAY_MS, lettingGo, wishedMs } from "./times.ts";

/**
 * What to ask of the homeserver now: a fresh schedule at a beat or when the wish moved, lost requests again, and cancels of what was replaced or is no longer wanted.
 * A held alert is taken back only after its successor was confirmed.
 */
export function driveHomeserver(before: Step, beat: boolean, now: number): Step {
  const after = letGo(schedule(askAgain(before, now), beat, now), now);
  return after.timer.online ? sweep(cancel(after, now), now) : after;
}

/** The same order under the same number, because the server may have taken it: then it answers with the same delay id. */
function askAgain({ timer, effects }: Step, now: number): Step {
  const { asked } = timer.homeserver;
  if (asked?.retryMs === undefined) return { timer, effects };
  if (!isRunning(timer) || asked.forMs - now < LEAST_DELAY_MS)
    return { timer: withHomeserver(timer, { asked: undefined }), effects };
  if (!timer.online || asked.retryMs > now) return { timer, effects };
  const { seq, forMs } = asked;
  return ordered(withHomeserver(timer, { asked: { seq, forMs } }), effects, { do: "schedule", seq, firesMs: forMs });
}

function schedule({ timer, effects }: Step, beat: boolean, now: number): Step {
  const { asked, held, refusal } = timer.homeserver;
  const forMs = wishedMs(timer);
  const behind = held !== undefined && held.firesMs !== forMs && refusal === undefined;
  const may = isRunning(timer) && timer.online && asked === undefined && !isBusy(timer);
  if (!may || !(beat || behind) || forMs - now < LEAST_DELAY_MS) return { timer, effects };
  if (timer.maxDelayMs !== undefined && forMs - now > timer.maxDelayMs)
    return { timer: withHomeserver(timer, { refusal: "too-long" }), effects };
  const seq = timer.seq + 1;
  const next = withHomeserver({ ...timer, seq }, { asked: { seq, forMs } });
  return ordered(next, effects, { do: "schedule", seq, firesMs: forMs });
}

function letGo({ timer, effects }: Step, now: number): Step {
  const { held, cancelling } = timer.homeserver;
  if (held === undefined || !lettingGo(timer)) return { timer, effects };
  const next = withHomeserver(timer, { held: undefined, cancelling: [...cancelling, takenBack(held, now)] });
  return { timer: next, effects };
}

function cancel({ timer, effects }: Step, now: number): Step {
  const { cancelling } = timer.homeserver;
  const due = cancelling.filter(({ retryMs }) => retryMs !== undefined && retryMs <= now);
  const next = cancelling.map(({ retryMs, ...one }) =>
    retryMs === undefined || retryMs <= now ? one : { ...one, retryMs },
  );
  return ordered(
    withHomeserver(timer, { cancelling: next }),
    effects,
    ...due.map(({ seq, delayIds }) => ({ do: "cancel" as const, seq, delayIds })),
  );
}

/** Schedules whose answer was lost are found and dropped as soon as nothing else is asked. */
function sweep({ timer, effects }: Step, now: number): Step {
  const { asked, held, cancelling, unknown, sweeping } = timer.homeserver;
  const waits = sweeping !== undefined && (sweeping.retryMs === undefined || sweeping.retryMs > now);
  if (!isRunning(timer) && !lettingGo(timer))
    return { timer: waits ? timer : withHomeserver(timer, { sweeping: undefined }), effects };
  if (unknown.length === 0 || asked !== undefined || waits) return { timer, effects };
  const keep = [...(held === undefined ? [] : [held]), ...cancelling].flatMap(({ delayIds }) => delayIds);
  return ordered(withHomeserver(timer, { sweeping: {} }), effects, { do: "sweep", keep });
}

const ordered = (timer: Timer, effects: readonly TimerEffect[], ...more: readonly TimerEffect[]): Step => ({
  timer,
  effects: [...effects, ...more],
});

import type { Heard } from "./homeserver-answers.ts";
import type { BridgeSide, Step, Timer, TimerEffect, TimerEvent } from "./timer.ts";
import { isRunning, lettingGo, MARGIN_MS, RETRY_MS, wishedMs } from "./times.ts";

export type BridgeAnswer = Extract<TimerEvent, { is: `bridge${string}` }>;

/** Takes in what the bridge answered. */
export function hearBridge(timer: Timer, event: BridgeAnswer, now: number): Heard {
  const side = timer.bridge;
  const next = (change: Change, mayHaveFired = false): Heard => ({ timer: withBridge(timer, change), mayHaveFired });
  switch (event.is) {
    case "bridge-stored": {
      if (side.asked?.seq !== event.seq) return next({});
      const answered = { asked: undefined, touched: true };
      if (event.state !== "armed")
        return next({ ...answered, held: undefined, refusal: "refused" }, event.state === "fired");
      const { untilMs, atMs: confirmedMs, reach } = event;
      const held = { untilMs, confirmedMs, forMs: side.asked.forMs, ...(reach === undefined ? {} : { reach }) };
      return {
        timer: withBridge({ ...timer, lastBeatMs: now }, { ...answered, held, refusal: undefined }),
        mayHaveFired: false,
      };
    }
    case "bridge-refused":
      return side.asked?.seq === event.seq ? next({ asked: undefined, refusal: event.why }) : next({});
    case "bridge-lost":
      if (side.asked?.seq !== event.seq) return next({});
      return next({ touched: true, asked: { ...side.asked, retryMs: now + RETRY_MS } });
    case "bridge-ended": {
      const late = side.held !== undefined && side.held.untilMs - MARGIN_MS <= now;
      return next({ held: undefined, ending: undefined, touched: false }, late);
    }
    case "bridge-end-lost":
      return side.ending === undefined ? next({}) : next({ ending: { retryMs: now + RETRY_MS } });
  }
}

/** What to ask of the bridge now. It keeps one row and the highest number wins, so that an order may overtake an older one; its end waits for the last answer. */
export function driveBridge({ timer, effects }: Step, beat: boolean, now: number): Step {
  const { asked, held, refusal, ending, touched } = timer.bridge;
  if (!timer.online) return { timer, effects };
  const forMs = wishedMs(timer);
  if (isRunning(timer)) {
    const again = asked?.retryMs !== undefined && asked.retryMs <= now;
    const behind = asked === undefined && held !== undefined && held.forMs !== forMs && refusal === undefined;
    if (!beat && !again && !behind) return { timer, effects };
    const seq = timer.seq + 1;
    return {
      timer: withBridge({ ...timer, seq }, { asked: { seq, forMs }, touched: touched || asked !== undefined }),
      effects: [...effects, { do: "tellBridge", seq, alertAtMs: forMs }],
    };
  }
  const open = asked !== undefined && asked.retryMs === undefined;
  if (open) return { timer, effects };
  const waits = ending !== undefined && (ending.retryMs === undefined || ending.retryMs > now);
  const next = withBridge(timer, { asked: undefined });
  if (!lettingGo(timer) || waits || !touched) return { timer: next, effects };
  const end: TimerEffect = { do: "endBridge" };
  return { timer: withBridge(next, { ending: {} }), effects: [...effects, end] };
}

type Change = { readonly [Key in keyof BridgeSide]?: BridgeSide[Key] | undefined };

/** As `withHomeserver`. */
export const withBridge = (timer: Timer, change: Change): Timer => ({
  ...timer,
  bridge: Object.fromEntries(
    Object.entries({ ...timer.bridge, ...change }).filter(([, value]) => value !== undefined),
  ) as BridgeSide,
});

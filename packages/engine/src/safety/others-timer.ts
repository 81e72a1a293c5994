import { watchedTimer } from "@paceline/domain/safety";
import { decode } from "@paceline/protocol/events";
import type { SafetyTimer } from "@paceline/protocol/events";
import { logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";

type Watched = ReturnType<typeof watchedTimer>;

/** The timer of the athlete whose circle this is, by what they wrote there. `now`: ms by the homeserver's clock. */
export const timerOf = (seen: CircleSeen, now: number): Watched => watchedTimer(linesIn(seen), alertedIn(seen), now);

/** A timer of mine that another device runs, as my circle was told of it. `here`: the one that this device runs, or ran last. A forced end is an end to whoever looks on. */
export function timerElsewhere(seen: CircleSeen, now: number, here: string | undefined): Watched {
  const lines = linesIn(seen).filter(({ id }) => id !== here);
  return watchedTimer(
    lines.map(({ duress: _forced, ...line }) => line),
    alertedIn(seen),
    now,
  );
}

const linesIn = ({ events, athlete }: CircleSeen): readonly SafetyTimer[] =>
  events.flatMap(({ sender, content, redacted }) => {
    const line = decode("safetyTimer", content);
    return line.is === "valid" && sender === athlete && !redacted ? [line.value] : [];
  });

/** Timers whose alert is there. */
const alertedIn = (seen: CircleSeen): ReadonlySet<string> =>
  new Set(logicalIn(seen).flatMap(({ block }) => block.info?.parameter?.timer ?? []));

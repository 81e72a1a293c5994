import { watchedTimer } from "@paceline/domain/safety";
import { decode } from "@paceline/protocol/events";
import { logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";

/** The timer of the athlete whose circle this is, by what they wrote there. `now`: ms by the homeserver's clock. */
export function timerOf(seen: CircleSeen, now: number): ReturnType<typeof watchedTimer> {
  const lines = seen.events.flatMap(({ sender, content, redacted }) => {
    const line = decode("safetyTimer", content);
    return line.is === "valid" && sender === seen.athlete && !redacted ? [line.value] : [];
  });
  const alerted = logicalIn(seen).flatMap(({ block }) => block.info?.parameter?.timer ?? []);
  return watchedTimer(lines, new Set(alerted), now);
}

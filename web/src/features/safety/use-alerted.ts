import type { TimerRow } from "@paceline/protocol/port";
import { useRows } from "../../engine/engine.tsx";

/** The homeserver has the alert of this timer, by whichever of the two ways. That its time has passed is no evidence. */
export const useAlerted = ({ id }: TimerRow): boolean =>
  useRows("alerts", {}).some((alert) => alert.id === id && alert.eventId !== undefined);

import type { TimerRow } from "@paceline/protocol/port";
import { lively, withFact } from "../../gallery/samples/lively.ts";
import { myOverdue, safetyFacts, timers } from "../../gallery/samples/safety.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

const timed = (name: string, path: string, timer: TimerRow): ViewState => ({
  name,
  path,
  facts: withFact([...lively, ...safetyFacts], fact("timer", {}, [timer], {})),
});

const alerted = (state: ViewState): ViewState => ({
  ...state,
  facts: withFact(state.facts, fact("alerts", {}, [myOverdue], {})),
});

export const states: readonly ViewState[] = [
  timed("asked elsewhere", "/chats", timers.prompted),
  alerted(timed("alerted elsewhere", "/chats", timers.overdue)),
  timed("overdue elsewhere", "/chats", timers.overdue),
  timed("ended, not taken back", "/safety", timers.stillHeld),
];

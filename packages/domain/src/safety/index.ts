export { heardByNobody, timerRow } from "./timer/protection.ts";
export { armTimer, extensionProblem, isSettled, step } from "./timer/step.ts";
export { heartbeatMs, wakeMs } from "./timer/times.ts";
export type {
  HeldTier,
  HoldRefusal,
  Scheduled,
  Step,
  Timer,
  TimerEffect,
  TimerEvent,
  TimerWish,
} from "./timer/timer.ts";
export { watchedTimer } from "./timer/watched.ts";
export type { Ack } from "./alert/acks.ts";
export { alertsOf } from "./alert/alerts.ts";
export type { LogicalAlert } from "./alert/alerts.ts";
export type { AlertFact } from "./alert/facts.ts";
export { isPlainAck } from "./alert/plain-ack.ts";
export type { CircleScope } from "./alert/scope.ts";
export { tierOf } from "./alert/tiers.ts";
export { alertChangesMs, alertView } from "./alert/view.ts";
export type { AlertView, Viewer } from "./alert/view.ts";
export { alertPosition, fixOfAlert, geoUri, placeOfCircle } from "./alert/position.ts";
export { hazardsOf } from "./alert/hazards.ts";
export type { Hazard } from "./alert/hazards.ts";
export { CIRCLE_KEPT_MS } from "./kept.ts";
export { meaningOf, newCodes } from "./code.ts";
export type { CodeMeaning } from "./code.ts";
export { bridgeOverdue, duressUpdate, locatedAlert, overdueAlert, sosAlert, testAlert } from "./say/alerts.ts";
export type { SafetyMessage } from "./say/alerts.ts";
export { acknowledgement, allClear } from "./say/answers.ts";
export { hazardCleared, hazardKind, hazardProblem, hazardReport } from "./say/hazards.ts";
export { circleInvitation, circleName, timerLine } from "./say/timer-lines.ts";

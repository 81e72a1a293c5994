import type { UserId } from "@paceline/protocol";
import type { AlertBlock, AlertInfo } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { alertPosition } from "../alert/position.ts";
import { CALL, HOW_TO_ACKNOWLEDGE, line, positionLines, SUPPLEMENTAL, utcClock } from "./lines.ts";
import type { Clock } from "./lines.ts";

/** A message of a circle: what our clients read and what every other client shows. The caller adds `m.mentions` and relations. */
export type SafetyMessage = { readonly block: AlertBlock; readonly body: string };

export type AlertWish = {
  /** Of an overdue timer: the timer's id. */
  readonly identifier: string;
  readonly athlete: UserId;
  readonly name: string;
  /** When it goes out: for a sealed alert the time it is held until, ms by the server's clock. */
  readonly sentMs: number;
  readonly fix?: Fix | undefined;
};

/** Help now. `drill`: everything is the same and it is marked as an exercise. */
export function sosAlert(wish: AlertWish & { readonly silent: boolean; readonly drill: boolean }): SafetyMessage {
  const { silent, drill } = wish;
  const name = line(wish.name);
  const quiet = silent ? [`Be quiet: ${name} asked without a sound. Do not ring their phone first; write.`] : [];
  const instruction = [...quiet, `${silent ? "Write to" : "Call"} ${name}.`, CALL].join(" ");
  const what = { event: "SOS", headline: `${name} needs help`, instruction, certainty: "Observed" } as const;
  return alert(wish, { ...what, status: drill ? "Exercise" : "Actual", parameter: silent ? { silent: true } : {} });
}

/** The alert that the homeserver holds while a timer runs, or the client sends when nothing holds it. */
export function overdueAlert(
  wish: AlertWish & { readonly dueMs: number; readonly duress?: true; readonly clock?: Clock },
): SafetyMessage {
  const name = line(wish.name);
  const clock = wish.clock ?? utcClock;
  return alert(wish, {
    event: "Overdue",
    headline: wish.duress ? `${name} was forced to end a safety timer` : `${name} is overdue`,
    description: wish.duress
      ? "The code for danger was entered. The phone shows that all is well: do not let it be seen that you know."
      : `No sign of life since the safety timer ran out at ${clock(wish.dueMs)}.`,
    instruction: wish.duress ? `Do not ring ${name}. ${CALL}` : `Call ${name}. ${CALL}`,
    certainty: wish.duress ? "Observed" : "Likely",
    status: "Actual",
    parameter: { timer: wish.identifier, ...(wish.duress ? { duress: true as const } : {}) },
  });
}

/** An all-clear that was forced: the alert goes on, and only the athlete's own devices show that it ended. */
export function duressUpdate(wish: AlertWish & { readonly of: AlertBlock }): SafetyMessage {
  const name = line(wish.name);
  const { block, body } = alert(wish, {
    event: wish.of.info?.event ?? "SOS",
    headline: `${name} was forced to cancel this alert`,
    description:
      "The code for danger was entered. The phone shows that all is well: do not let it be seen that you know.",
    instruction: `Do not ring ${name}. ${CALL}`,
    certainty: "Observed",
    status: wish.of.status,
    parameter: { ...timerOf(wish.of), duress: true },
  });
  return { block: { ...block, msgType: "Update", references: [referenceTo(wish.of)] }, body };
}

/** Asks the contacts to show that they are reached. Rings nobody out of bed. */
export function testAlert(wish: AlertWish): SafetyMessage {
  const name = line(wish.name);
  const { block } = alert(wish, {
    event: "Test",
    headline: `${name} tests the safety circle`,
    instruction: "Nothing happened. Please acknowledge, so that both of you know that alerts arrive.",
    certainty: "Unknown",
    status: "Test",
    parameter: {},
  });
  const text = `TEST – nothing happened. ${name} would like to know whether alerts reach you. Please reply OK, or react with ✅.`;
  return { block, body: text };
}

/** The bridge's clear line: it knows who and when, and nothing else. */
export function bridgeOverdue(timer: {
  readonly id: string;
  readonly bot: UserId;
  readonly name: string;
  readonly alertAtMs: number;
  readonly sentMs: number;
}): SafetyMessage {
  const name = line(timer.name);
  const since = `${name}'s safety timer is overdue since ${utcClock(timer.alertAtMs)}.`;
  const info: AlertInfo = {
    ...SEVERE,
    event: "Overdue",
    certainty: "Likely",
    headline: `${name} is overdue`,
    description: since,
    instruction: `Call ${name}. The last position, where one was sent, is in this room. ${CALL}`,
    parameter: { timer: timer.id },
  };
  const block = blockOf(timer.id, timer.bot, timer.sentMs, "Actual", info);
  const body = [
    `⚠️ ${since}`,
    info.instruction,
    HOW_TO_ACKNOWLEDGE,
    `This line comes from the club's server. ${SUPPLEMENTAL}`,
  ];
  return { block, body: body.join("\n") };
}

/** What a later message of an alert points at. */
export const referenceTo = ({ sender, identifier, sent }: AlertBlock): AlertBlock["references"][number] => ({
  sender,
  identifier,
  sent,
});

/** CAP knows whole seconds. */
export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

type What = Pick<AlertInfo, "event" | "headline" | "certainty" | "parameter"> & {
  readonly description?: string;
  readonly instruction: string;
  readonly status: AlertBlock["status"];
};

const SEVERE = { category: ["Rescue"], urgency: "Immediate", severity: "Extreme" } satisfies Partial<AlertInfo>;

function alert({ identifier, athlete, sentMs, fix }: AlertWish, { status, parameter, ...what }: What): SafetyMessage {
  const position = fix === undefined ? {} : alertPosition(fix, sentMs);
  const all = { ...position.parameter, ...parameter };
  const info: AlertInfo = {
    ...SEVERE,
    ...what,
    ...(position.area === undefined ? {} : { area: position.area }),
    ...(Object.keys(all).length === 0 ? {} : { parameter: all }),
  };
  const body = [
    status === "Exercise" ? `DRILL – this is an exercise: ${what.headline}.` : `🆘 ${what.headline}.`,
    ...(what.description === undefined ? [] : [what.description]),
    ...positionLines(fix, sentMs),
    `What to do: ${status === "Exercise" ? "acknowledge; in an emergency you would do this: " : ""}${what.instruction}`,
    HOW_TO_ACKNOWLEDGE,
    SUPPLEMENTAL,
  ];
  return { block: blockOf(identifier, athlete, sentMs, status, info), body: body.join("\n") };
}

const timerOf = ({ info }: AlertBlock) => (info?.parameter?.timer === undefined ? {} : { timer: info.parameter.timer });

const blockOf = (
  identifier: string,
  sender: UserId,
  sentMs: number,
  status: AlertBlock["status"],
  info: AlertInfo,
): AlertBlock => ({
  v: 1,
  identifier,
  sender,
  sent: instant(sentMs),
  status,
  msgType: "Alert",
  scope: "Private",
  references: [],
  info,
});

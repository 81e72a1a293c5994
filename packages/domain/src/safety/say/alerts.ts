import type { Language, UserId } from "@paceline/protocol";
import type { AlertBlock, AlertInfo } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { alertPosition } from "../alert/position.ts";
import { SAFETY_WORDS } from "../words/index.ts";
import { line, positionLines, utcClock } from "./lines.ts";
import type { Clock } from "./lines.ts";

/** A message of a circle: what our clients read and what every other client shows. The caller adds `m.mentions` and relations. */
export type SafetyMessage = { readonly block: AlertBlock; readonly body: string };

export type AlertWish = {
  /** Of an overdue timer: the timer's id. */
  readonly identifier: string;
  readonly athlete: UserId;
  readonly name: string;
  /** Of whoever writes it, because nobody knows who reads it where. */
  readonly language: Language;
  /** When it goes out: for a sealed alert the time it is held until, ms by the server's clock. */
  readonly sentMs: number;
  readonly fix?: Fix | undefined;
};

/** Help now. `drill`: everything is the same and it is marked as an exercise. */
export function sosAlert(wish: AlertWish & { readonly silent: boolean; readonly drill: boolean }): SafetyMessage {
  const { silent, drill } = wish;
  const name = line(wish.name);
  const { headline, instruction: say } = SAFETY_WORDS[wish.language];
  const instruction = silent ? [say.quiet(name), say.write(name), say.emergency] : [say.call(name), say.emergency];
  return alert(wish, {
    event: "SOS",
    headline: headline.help(name),
    instruction: instruction.join(" "),
    certainty: "Observed",
    status: drill ? "Exercise" : "Actual",
    parameter: silent ? { silent: true } : {},
  });
}

/** Where the athlete is, found after their SOS had gone out: the same alert with a position. */
export function locatedAlert(wish: AlertWish & { readonly fix: Fix; readonly of: AlertBlock }): SafetyMessage {
  const { of, fix, sentMs } = wish;
  const { headline, position, body } = SAFETY_WORDS[wish.language];
  const says = headline.located(line(wish.name));
  const { area, parameter } = alertPosition(fix, sentMs, position.area);
  const block = blockOf(wish.identifier, wish.athlete, sentMs, of.status, {
    ...(of.info ?? { ...SEVERE, event: "SOS", certainty: "Observed" as const, headline: says }),
    ...(area === undefined ? {} : { area }),
    parameter: { ...of.info?.parameter, ...parameter },
  });
  const first = of.status === "Exercise" ? body.drill(says) : `🆘 ${says}.`;
  return {
    block: { ...block, msgType: "Update", references: [referenceTo(of)] },
    body: [first, ...positionLines(SAFETY_WORDS[wish.language], fix, sentMs), body.supplemental].join("\n"),
  };
}

/** The alert that the homeserver holds while a timer runs, or the client sends when nothing holds it. */
export function overdueAlert(
  wish: AlertWish & { readonly dueMs: number; readonly duress?: true; readonly clock?: Clock },
): SafetyMessage {
  const name = line(wish.name);
  const clock = wish.clock ?? utcClock;
  const { headline, description, instruction } = SAFETY_WORDS[wish.language];
  const forced = wish.duress === true;
  return alert(wish, {
    event: "Overdue",
    headline: forced ? headline.forcedEnd(name) : headline.overdue(name),
    description: forced ? description.forced : description.silence(clock(wish.dueMs)),
    instruction: `${forced ? instruction.doNotRing(name) : instruction.call(name)} ${instruction.emergency}`,
    certainty: forced ? "Observed" : "Likely",
    status: "Actual",
    parameter: { timer: wish.identifier, ...(forced ? { duress: true as const } : {}) },
  });
}

/** An all-clear that was forced: the alert goes on, and only the athlete's own devices show that it ended. */
export function duressUpdate(wish: AlertWish & { readonly of: AlertBlock }): SafetyMessage {
  const name = line(wish.name);
  const { headline, description, instruction } = SAFETY_WORDS[wish.language];
  const { block, body } = alert(wish, {
    event: wish.of.info?.event ?? "SOS",
    headline: headline.forcedCancel(name),
    description: description.forced,
    instruction: `${instruction.doNotRing(name)} ${instruction.emergency}`,
    certainty: "Observed",
    status: wish.of.status,
    parameter: { ...timerOf(wish.of), duress: true },
  });
  return { block: { ...block, msgType: "Update", references: [referenceTo(wish.of)] }, body };
}

/** Asks the contacts to show that they are reached. Rings nobody out of bed. */
export function testAlert(wish: AlertWish): SafetyMessage {
  const name = line(wish.name);
  const { headline, instruction, body } = SAFETY_WORDS[wish.language];
  const { block } = alert(wish, {
    event: "Test",
    headline: headline.test(name),
    instruction: instruction.test,
    certainty: "Unknown",
    status: "Test",
    parameter: {},
  });
  return { block, body: body.test(name) };
}

/** The bridge's clear line: it knows who and when, and nothing else. */
export function bridgeOverdue(timer: {
  readonly id: string;
  readonly bot: UserId;
  readonly name: string;
  readonly language: Language;
  readonly alertAtMs: number;
  readonly sentMs: number;
}): SafetyMessage {
  const name = line(timer.name);
  const { headline, description, instruction: say, body } = SAFETY_WORDS[timer.language];
  const since = description.overdueSince(name, utcClock(timer.alertAtMs));
  const instruction = [say.call(name), say.lookAbove, say.emergency].join(" ");
  const info: AlertInfo = {
    language: timer.language,
    ...SEVERE,
    event: "Overdue",
    certainty: "Likely",
    headline: headline.overdue(name),
    description: since,
    instruction,
    parameter: { timer: timer.id },
  };
  return {
    block: blockOf(timer.id, timer.bot, timer.sentMs, "Actual", info),
    body: [`⚠️ ${since}`, instruction, body.howToAcknowledge, `${body.fromServer} ${body.supplemental}`].join("\n"),
  };
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

function alert(
  { identifier, athlete, language, sentMs, fix }: AlertWish,
  { status, parameter, ...what }: What,
): SafetyMessage {
  const words = SAFETY_WORDS[language];
  const position = fix === undefined ? {} : alertPosition(fix, sentMs, words.position.area);
  const all = { ...position.parameter, ...parameter };
  const info: AlertInfo = {
    language,
    ...SEVERE,
    ...what,
    ...(position.area === undefined ? {} : { area: position.area }),
    ...(Object.keys(all).length === 0 ? {} : { parameter: all }),
  };
  const { body } = words;
  const isDrill = status === "Exercise";
  const lines = [
    isDrill ? body.drill(what.headline) : `🆘 ${what.headline}.`,
    ...(what.description === undefined ? [] : [what.description]),
    ...positionLines(words, fix, sentMs),
    isDrill ? body.toDoInDrill(what.instruction) : body.toDo(what.instruction),
    body.howToAcknowledge,
    body.supplemental,
  ];
  return { block: blockOf(identifier, athlete, sentMs, status, info), body: lines.join("\n") };
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

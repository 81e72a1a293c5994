import type { Language, UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import { SAFETY_WORDS } from "../words/index.ts";
import { instant, referenceTo } from "./alerts.ts";
import type { SafetyMessage } from "./alerts.ts";
import { line } from "./lines.ts";

export type AnswerWish = {
  /** Of this message, not of the alert. */
  readonly identifier: string;
  readonly sender: UserId;
  /** Who sends it. */
  readonly name: string;
  /** Of whoever sends it. */
  readonly language: Language;
  readonly sentMs: number;
  readonly of: AlertBlock;
};

/** "I know and I act." */
export function acknowledgement({
  athleteName,
  ...wish
}: AnswerWish & { readonly athleteName: string }): SafetyMessage {
  return {
    block: { ...answer(wish), msgType: "Ack" },
    body: marked(wish, SAFETY_WORDS[wish.language].body.acknowledged(line(wish.name), line(athleteName))),
  };
}

/** All-clear, to be told as loudly as the alert. `falseAlarm`: it never was one. */
export function allClear({ falseAlarm, ...wish }: AnswerWish & { readonly falseAlarm: boolean }): SafetyMessage {
  const name = line(wish.name);
  const { headline: say, instruction, body } = SAFETY_WORDS[wish.language];
  const headline = falseAlarm ? say.falseAlarm(name) : say.allClear(name);
  const { of } = wish;
  return {
    block: {
      ...answer(wish),
      msgType: "Cancel",
      info: {
        language: wish.language,
        category: of.info?.category ?? ["Rescue"],
        event: of.info?.event ?? "SOS",
        urgency: "Past",
        severity: "Minor",
        certainty: "Observed",
        headline,
        instruction: instruction.nothing,
      },
    },
    body: marked(wish, body.clear(headline)),
  };
}

const marked = ({ of, language }: AnswerWish, body: string): string =>
  of.status === "Exercise" ? SAFETY_WORDS[language].body.drillMark + body : body;

const answer = ({ identifier, sender, sentMs, of }: AnswerWish) => ({
  v: 1 as const,
  identifier,
  sender,
  sent: instant(sentMs),
  status: of.status,
  scope: "Private" as const,
  references: [referenceTo(of)],
});

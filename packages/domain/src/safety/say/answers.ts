import type { UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import { instant, referenceTo } from "./alerts.ts";
import type { SafetyMessage } from "./alerts.ts";
import { line } from "./lines.ts";

export type AnswerWish = {
  /** Of this message, not of the alert. */
  readonly identifier: string;
  readonly sender: UserId;
  /** Who sends it. */
  readonly name: string;
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
    body: `${marked(wish.of)}✅ ${line(wish.name)} has seen the alert of ${line(athleteName)} and takes care of it.`,
  };
}

/** All-clear, to be told as loudly as the alert. `falseAlarm`: it never was one. */
export function allClear({ falseAlarm, ...wish }: AnswerWish & { readonly falseAlarm: boolean }): SafetyMessage {
  const name = line(wish.name);
  const headline = falseAlarm ? `False alarm: ${name} is well` : `All clear: ${name} is well`;
  const { of } = wish;
  return {
    block: {
      ...answer(wish),
      msgType: "Cancel",
      info: {
        category: of.info?.category ?? ["Rescue"],
        event: of.info?.event ?? "SOS",
        urgency: "Past",
        severity: "Minor",
        certainty: "Observed",
        headline,
        instruction: "Nothing more is to be done. Whoever was called should be told.",
      },
    },
    body: `${marked(of)}✅ ${headline}. Nothing more is to be done; whoever was called should be told.`,
  };
}

const marked = ({ status }: AlertBlock): string => (status === "Exercise" ? "DRILL – " : "");

const answer = ({ identifier, sender, sentMs, of }: AnswerWish) => ({
  v: 1 as const,
  identifier,
  sender,
  sent: instant(sentMs),
  status: of.status,
  scope: "Private" as const,
  references: [referenceTo(of)],
});

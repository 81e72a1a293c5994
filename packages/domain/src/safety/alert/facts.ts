import type { EventId, UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import type { Moment } from "../../answers/index.ts";

/** A message with an alert block: the alert itself, an update, an all-clear or an acknowledgement. Whether it counts is decided by its sender. */
export type AlertPosted = Moment & {
  readonly is: "AlertPosted";
  readonly sender: UserId;
  readonly block: AlertBlock;
};

/** Somebody reacted to a message of the circle, with whatever key. */
export type AlertReacted = Moment & {
  readonly is: "AlertReacted";
  readonly sender: UserId;
  readonly target: EventId;
  readonly key: string;
};

/** A text without a block. `target`: what it replies to; absent where it was simply written into the circle. */
export type AlertAnswered = Moment & {
  readonly is: "AlertAnswered";
  readonly sender: UserId;
  readonly target?: EventId;
  readonly body: string;
};

/** A receipt: a device of `user` has this event (`ts`: of the event) and what came before. */
export type AlertRead = Moment & { readonly is: "AlertRead"; readonly user: UserId };

/** An acknowledgement was taken back. Of alerts and all-clears a redaction takes nothing back: an alert is ended by its all-clear alone. */
export type AlertRedacted = { readonly is: "AlertRedacted"; readonly target: EventId };

/** An alert of mine on its way out, as the outbox knows it; one an identifier. */
export type AlertOutgoing = {
  readonly is: "AlertOutgoing";
  readonly sender: UserId;
  readonly block: AlertBlock;
  readonly state: "queued" | "sending" | "failed";
  readonly ts: number;
};

/** Everything known about the alerts of one circle. Read as a set: order, repetition and late decryption change nothing. */
export type AlertFact = AlertPosted | AlertReacted | AlertAnswered | AlertRead | AlertRedacted | AlertOutgoing;

import { bridgeOverdue } from "@paceline/domain/safety";
import { NS } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import type { OwnTimer } from "../store/timer-store.ts";
import { contactsOf } from "./circle.ts";
import { planned } from "./intent.ts";
import type { Planned } from "./intent.ts";
import { nameOf } from "./known.ts";
import type { Known } from "./known.ts";

export type Overdue = { readonly planned: readonly [Planned, Planned]; readonly block: AlertBlock };

/**
 * What the bot says when a timer has run out: a clear line that every client shows, and the bell. Both go before everything else that is to be done, in this
 * order. The alert's identifier is the timer's id: with the homeserver's own alert it is one.
 */
export const overduePlan = (known: Known, { user, id, circle, alertAt, language }: OwnTimer): Overdue => {
  const name = nameOf(known, circle, user);
  const { block, body } = bridgeOverdue({ id, bot: known.bot, name, language, alertAtMs: alertAt, sentMs: known.now });
  const content = {
    msgtype: "m.text",
    body,
    "m.mentions": { user_ids: contactsOf(known, circle, user) },
    [`${NS}.alert`]: block,
  };
  const send = (type: string, what: object): Planned => ({
    ...planned(`timer ${user} ${id}`, { do: "send", room: circle, type, content: what, whenEncrypted: "same" }),
    lane: `alert ${circle}`,
    urgent: true,
  });
  return { planned: [send("m.room.message", content), send(`${NS}.sos_bell`, { v: 1 })], block };
};

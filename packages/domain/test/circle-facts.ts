import { eventId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { acknowledgement, allClear, bridgeOverdue, overdueAlert, sosAlert } from "@paceline/domain/safety";
import type { AlertFact, CircleScope } from "@paceline/domain/safety";
import { person } from "./facts.ts";

export const ANA = person("ana");
export const BOT = person("bot");
export const CONTACTS = ["jonas", "mila", "tom"].map(person);
export const STRANGER = person("eve");
export const circle: CircleScope = {
  athlete: ANA,
  bot: BOT,
  isMember: (user) => [ANA, BOT, ...CONTACTS].includes(user),
};
export const T0 = Date.UTC(2026, 10, 22, 17);

export const sos = (identifier: string, drill = false): AlertBlock =>
  sosAlert({ identifier, athlete: ANA, name: "Ana", language: "en", sentMs: T0, silent: false, drill }).block;
export const overdue = (identifier: string): AlertBlock =>
  overdueAlert({ identifier, athlete: ANA, name: "Ana", language: "en", sentMs: T0, dueMs: T0 }).block;
export const line = (id: string): AlertBlock =>
  bridgeOverdue({ id, bot: BOT, name: "Ana", language: "en", alertAtMs: T0, sentMs: T0 }).block;
const answer = (of: AlertBlock, sender: UserId) =>
  ({ identifier: `to-${of.identifier}`, sender, name: "x", language: "en", sentMs: T0, of }) as const;
export const ack = (of: AlertBlock): AlertBlock => acknowledgement({ ...answer(of, ANA), athleteName: "Ana" }).block;
export const clear = (of: AlertBlock): AlertBlock => allClear({ ...answer(of, ANA), falseAlarm: true }).block;

/** `$id` at `second` after T0 by `sender`. */
export const posted = (id: string, second: number, sender: UserId, block: AlertBlock): AlertFact => ({
  is: "AlertPosted",
  eventId: eventId(`$${id}`),
  ts: T0 + second * 1_000,
  sender,
  block,
});
export const reacted = (id: string, second: number, sender: UserId, target: string, key = "✅"): AlertFact => ({
  is: "AlertReacted",
  eventId: eventId(`$${id}`),
  ts: T0 + second * 1_000,
  sender,
  target: eventId(`$${target}`),
  key,
});
export const said = (id: string, second: number, sender: UserId, body: string, target?: string): AlertFact => ({
  is: "AlertAnswered",
  eventId: eventId(`$${id}`),
  ts: T0 + second * 1_000,
  sender,
  body,
  ...(target === undefined ? {} : { target: eventId(`$${target}`) }),
});
export const read = (second: number, user: UserId, id: string): AlertFact => ({
  is: "AlertRead",
  eventId: eventId(`$${id}`),
  ts: T0 + second * 1_000,
  user,
});
export const redacted = (id: string): AlertFact => ({ is: "AlertRedacted", target: eventId(`$${id}`) });

const who = fc.constantFrom(ANA, BOT, STRANGER, ...CONTACTS);
const alertIds = fc.constantFrom("a", "b", "c");
const blocks = alertIds.chain((id) =>
  fc.constantFrom(sos(id), sos(id, true), overdue(id), line(id), ack(sos(id)), clear(sos(id))),
);
const seconds = fc.integer({ min: 0, max: 900 });

/** What a circle may hear: alerts, answers and all-clears by whoever feels like it, honest or not. */
export const circleDays: fc.Arbitrary<AlertFact[]> = fc
  .array(
    fc.oneof(
      fc.tuple(blocks, who, seconds).map(
        ([block, sender, second]) =>
          (id: string) =>
            posted(id, second, sender, block),
      ),
      fc.tuple(who, seconds, fc.nat(20), fc.constantFrom("✅", "👍🏽", "❌")).map(
        ([sender, second, on, key]) =>
          (id: string) =>
            reacted(id, second, sender, `e${on}`, key),
      ),
      fc.tuple(who, seconds, fc.constantFrom("OK", "ja, bin dran", "where?"), fc.option(fc.nat(20))).map(
        ([sender, second, body, on]) =>
          (id: string) =>
            said(id, second, sender, body, on === null ? undefined : `e${on}`),
      ),
      fc.tuple(who, seconds, fc.nat(20)).map(
        ([user, second, on]) =>
          () =>
            read(second, user, `e${on}`),
      ),
      fc.nat(20).map((on) => () => redacted(`e${on}`)),
    ),
    { maxLength: 40 },
  )
  .map((makers) => makers.map((make, index) => make(`e${index}`)));

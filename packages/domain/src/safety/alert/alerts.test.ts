import { eventId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ack,
  ANA,
  BOT,
  circle,
  circleDays,
  clear,
  CONTACTS,
  line,
  overdue,
  posted,
  reacted,
  read,
  redacted,
  said,
  sos,
  STRANGER,
  T0,
} from "../../../test/circle-facts.ts";
import { alertsOf, duressUpdate, isPlainAck, locatedAlert } from "../index.ts";
import type { AlertFact } from "../index.ts";

const [JONAS = ANA, MILA = ANA] = CONTACTS;
const SOS = sos("s");
const sent = posted("s", 0, ANA, SOS);
const only = (...facts: readonly AlertFact[]) => {
  const [alert, ...more] = alertsOf(facts, circle);
  expect(more).toEqual([]);
  return alert;
};

describe("one alert", () => {
  test("S6 each state has its evidence", () => {
    const queued: AlertFact = { is: "AlertOutgoing", sender: ANA, block: SOS, state: "queued", ts: T0 };
    expect(only(queued)).toMatchObject({ state: "queued", acks: [] });
    expect(only({ ...queued, state: "sending" })?.state).toBe("sending");
    expect(only(queued, sent)).toMatchObject({ state: "sent", eventId: "$s", cause: "sos" });
    expect(only(sent, read(0, JONAS, "s"))).toMatchObject({ state: "delivered", deliveredTo: [JONAS] });
    expect(only(sent, read(5, JONAS, "later"))?.state).toBe("delivered");
    const acked = [sent, posted("ack", 9, JONAS, ack(SOS))];
    expect(only(...acked)).toMatchObject({
      state: "acknowledged",
      acks: [{ user: JONAS, by: "block" }],
      deliveredTo: [JONAS],
    });
    expect(only(...acked, posted("end", 20, ANA, clear(SOS)))?.state).toBe("resolved");
    expect(only(sent, posted("end", 20, ANA, clear(SOS)))?.state).toBe("cancelled");
  });

  test("S5 the homeserver's alert and the bridge's line for one timer are one alert, with the athlete's words", () => {
    const both = [posted("line", 1, BOT, line("t")), posted("sealed", 2, ANA, overdue("t"))];
    expect(only(...both)).toMatchObject({
      cause: "overdue",
      eventId: "$line",
      sentMs: T0 + 1_000,
      block: { sender: ANA },
    });
    expect(only(...both, reacted("r", 3, JONAS, "line"))?.state).toBe("acknowledged");
    expect(only(posted("line", 1, BOT, line("t")))).toMatchObject({ cause: "overdue", block: { sender: BOT } });
  });

  test("S6 who may not say a thing has not said it", () => {
    expect(
      alertsOf([posted("s", 0, JONAS, SOS), posted("x", 0, STRANGER, SOS), posted("b", 0, BOT, SOS)], circle),
    ).toEqual([]);
    const false_ = [
      posted("end", 5, JONAS, clear(SOS)),
      posted("ack", 5, ANA, ack(SOS)),
      posted("a2", 5, BOT, ack(SOS)),
      reacted("r", 6, STRANGER, "s"),
    ];
    expect(only(sent, ...false_)?.state).toBe("sent");
    expect(only(sent, read(9, ANA, "s"), read(9, BOT, "s"))?.state).toBe("sent");
  });

  test("S6 a ✅ taken back is none; an alert or an all-clear deleted stands, because only an all-clear ends an alert", () => {
    expect(only(sent, reacted("r", 3, JONAS, "s"), redacted("r"))?.state).toBe("sent");
    expect(only(sent, redacted("s"))?.state).toBe("sent");
    expect(only(sent, posted("end", 5, ANA, clear(SOS)), redacted("end"))?.state).toBe("cancelled");
  });

  test("S6 an OK that replies to nothing belongs to the alert that was open and newest then", () => {
    const second = posted("s2", 100, ANA, sos("s2"));
    const states = (...facts: readonly AlertFact[]) =>
      alertsOf([sent, second, ...facts], circle).map(({ state }) => state);
    expect(states(said("ok", 50, JONAS, "OK"))).toEqual(["sent", "acknowledged"]);
    expect(states(said("ok", 150, JONAS, "OK"))).toEqual(["acknowledged", "sent"]);
    expect(states(said("ok", 150, JONAS, "OK", "s"))).toEqual(["sent", "acknowledged"]);
    expect(states(said("ok", 150, JONAS, "OK", "chat"))).toEqual(["sent", "sent"]);
    expect(states(posted("end", 110, ANA, clear(sos("s2"))), said("ok", 150, JONAS, "OK"))).toEqual([
      "cancelled",
      "sent",
    ]);
  });

  test("S6 people who acknowledge twice are listed once, by their first word", () => {
    const acks = only(
      sent,
      said("ok", 9, MILA, "ok", "s"),
      reacted("r", 3, JONAS, "s"),
      reacted("r2", 4, MILA, "s"),
    )?.acks;
    expect(acks?.map(({ user, by }) => [user, by])).toEqual([
      [JONAS, "reaction"],
      [MILA, "reaction"],
    ]);
  });

  test("S5 an all-clear that is read before its alert ends it all the same, and an alert that fires late stays ended", () => {
    const end = posted("end", 5, ANA, clear(overdue("t")));
    expect(only(end, posted("late", 60, ANA, overdue("t")))?.state).toBe("cancelled");
  });
});

describe("what is on its way", () => {
  const onItsWay = (sender: UserId, block: AlertBlock, state: "queued" | "failed" = "queued"): AlertFact => ({
    is: "AlertOutgoing",
    sender,
    block,
    state,
    ts: T0,
  });

  test("S6 an answer and an all-clear are under way until the server has them, and count for nothing until then", () => {
    expect(only(sent, onItsWay(JONAS, ack(SOS)))).toMatchObject({ state: "sent", acks: [], underWay: "queued" });
    expect(only(sent, onItsWay(ANA, clear(SOS)))).toMatchObject({ state: "sent", underWay: "queued" });
    expect(only(sent, posted("end", 9, ANA, clear(SOS)), onItsWay(ANA, clear(SOS)))?.underWay).toBeUndefined();
    const queued = onItsWay(ANA, SOS);
    expect(only(queued, onItsWay(ANA, clear(SOS)))).toMatchObject({ state: "queued", underWay: "queued" });
  });

  test("S6 the last reply says how far it is, and one that failed nothing once another arrived", () => {
    const lost = onItsWay(JONAS, ack(SOS), "failed");
    expect(only(sent, lost)?.underWay).toBe("failed");
    expect(only(sent, lost, onItsWay(JONAS, ack(SOS)))?.underWay).toBe("queued");
    expect(only(sent, lost, posted("ack", 9, JONAS, ack(SOS)))?.underWay).toBeUndefined();
  });

  test("S6 a forced all-clear looks on its way as any other, and a position that follows is none", () => {
    const wish = { athlete: ANA, name: "Ana", language: "en", sentMs: T0, of: SOS } as const;
    expect(only(sent, onItsWay(ANA, duressUpdate({ ...wish, identifier: "f" }).block))?.underWay).toBe("queued");
    const fix = { ts: T0, latitude: 48, longitude: 11 };
    expect(only(sent, onItsWay(ANA, locatedAlert({ ...wish, identifier: "p", fix }).block))?.underWay).toBeUndefined();
  });
});

describe("any history", () => {
  test("S6 order, repetition and late decryption change nothing", () => {
    const retold = circleDays.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })),
    );
    fc.assert(
      fc.property(retold, ([facts, again]) => {
        expect(alertsOf(again, circle)).toEqual(alertsOf(facts, circle));
      }),
    );
  });

  test("S6 there is one alert for one identifier, raised by the athlete or about a timer", () => {
    fc.assert(
      fc.property(circleDays, (facts) => {
        const alerts = alertsOf(facts, circle);
        expect(new Set(alerts.map(({ identifier }) => identifier)).size).toBe(alerts.length);
        expect(alerts.every(({ block, cause }) => block.sender === ANA || cause === "overdue")).toBe(true);
      }),
    );
  });

  test("S6 an alert that the athlete cleared is over, whatever else was said", () => {
    fc.assert(
      fc.property(circleDays, (facts) => {
        const all = [...facts, posted("s", 0, ANA, SOS), posted("end", 0, ANA, clear(SOS))];
        const state = alertsOf(all, circle).find(({ identifier }) => identifier === "s")?.state ?? "missing";
        expect(["resolved", "cancelled"]).toContain(state);
      }),
    );
  });

  test("S6 deleting alerts and all-clears changes nothing", () => {
    fc.assert(
      fc.property(circleDays, (facts) => {
        const said = facts.filter((fact) => fact.is === "AlertPosted" && fact.block.msgType !== "Ack");
        const gone = said.map((fact): AlertFact => ({
          is: "AlertRedacted",
          target: fact.is === "AlertPosted" ? fact.eventId : eventId("$"),
        }));
        expect(alertsOf([...facts, ...gone], circle)).toEqual(alertsOf(facts, circle));
      }),
    );
  });
});

describe("many alerts", () => {
  /** How often facts are looked at to tell the alerts of a circle that had so many, each with its answers and its end. */
  function looksAt(count: number): number {
    let looks = 0;
    const counting = (fact: AlertFact): AlertFact =>
      new Proxy(fact, { get: (of, key) => ((looks += 1), Reflect.get(of, key) as unknown) });
    const facts = Array.from({ length: count }, (_, at) => {
      const [id, from] = [`s${at}`, at * 100];
      return [
        posted(id, from, ANA, sos(id)),
        posted(`ack-${id}`, from + 10, JONAS, ack(sos(id))),
        reacted(`yes-${id}`, from + 20, MILA, id),
        said(`chat-${id}`, from + 30, JONAS, "where?"),
        posted(`end-${id}`, from + 40, ANA, clear(sos(id))),
      ];
    }).flat();
    expect(alertsOf(facts.map(counting), circle)).toHaveLength(count);
    return looks;
  }

  test("S6 an alert takes no longer to tell after many others", () => {
    expect(looksAt(200)).toBeLessThan(2.5 * looksAt(100));
  });
});

describe("plain answers", () => {
  test.each([
    "OK",
    "ok!",
    "Okay.",
    "👍",
    "✅",
    "OK 👍🏽",
    "Yes",
    "on it",
    "I’m on it!",
    "Ja",
    "ja, bin dran",
    "Bin dran…",
    "OK, ich komme sofort",
    "Geht klar!",
    "Bestätigt ✅",
    "ich ku\u0308mmere mich darum",
    "> <@ana:x> SOS\n> help\n\nok",
  ])("S6 %j acknowledges", (body) => expect(isPlainAck(body)).toBe(true));
  test.each([
    "",
    "ok?",
    "not ok",
    "no",
    "nein",
    "Alles klar?",
    "alles gut",
    "ok, aber ich kann nicht",
    "what happened",
    "OK but I cannot come",
    "❌",
    "> ok\n> ok\nwho is this",
    "k".repeat(50),
    "constructor",
  ])("S6 %j does not", (body) => expect(isPlainAck(body)).toBe(false));
});

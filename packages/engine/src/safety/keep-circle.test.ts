import { ok, txnId, userId } from "@paceline/protocol";
import type { TxnId, UserId } from "@paceline/protocol";
import { MatrixError } from "matrix-js-sdk";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import type { Intent, OutboxEntry } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA } from "../testing/open-projection.ts";
import { member, state } from "../testing/sync-builder.ts";
import { CircleKeeper } from "./keep-circle.ts";
import { circleRoom } from "./make-circle.ts";
import { CIRCLE, DAY, ownCircle, retention, sealedAt, T0, textAt, tiersAt, trackerAt } from "./testing/own-circle.ts";

/** A keeper on a day after `T0`, and what it did. `answer`: of the server to the room's retention. */
async function keeper(more: readonly Content[] = [], answer: () => Content = () => ({}), bot?: UserId) {
  const said: { type: string; content: Content; txn: TxnId | undefined }[] = [];
  const set: unknown[] = [];
  let waiting: readonly OutboxEntry[] = [];
  const outbox = {
    ...emptyOutbox,
    entries: () => waiting,
    async enqueue(intent: Intent, txn?: TxnId) {
      if (intent.is === "event") said.push({ type: intent.type, content: intent.content, txn });
      return ok(txnId("t"));
    },
  };
  const circle = await ownCircle(more, outbox);
  let now = T0;
  const http = {
    async call(method: string, path: string, { body }: { body?: Content } = {}) {
      set.push([method, decodeURIComponent(path), body]);
      return answer();
    },
  };
  const one = new CircleKeeper({ ...circle, http, outbox, me: ANA, bot: () => bot, now: () => now });
  return {
    ...circle,
    said,
    set,
    wait: (intent: Intent) => (waiting = [{ txnId: txnId("w"), at: T0, state: { is: "queued" }, intent }]),
    async look(day: number, hours = 0) {
      now = T0 + day * DAY + hours * 3_600_000;
      await one.look();
    },
  };
}
const types = (said: readonly { type: string }[]) => said.map(({ type }) => type.split(".").at(-1));
const words = [tiersAt({ id: "$tiers", day: 0 }), trackerAt({ id: "$phone", day: 1 }, "phone")];
const SET = ["PUT", `/rooms/${CIRCLE}/state/m.room.retention/`, { max_lifetime: 90 * DAY }];

test("S4 a new circle forgets after 90 days", () => {
  const { initial_state: states } = circleRoom({ me: ANA, myName: "Ana", version: "12", language: "en" });
  expect(states).toContainEqual({ type: "m.room.retention", state_key: "", content: { max_lifetime: 90 * DAY } });
});

test("S4 tiers and keys are said again, unchanged, once they are older than 60 days", async () => {
  const { take, look, said } = await keeper([retention]);
  await take({ timeline: [...words, textAt({ id: "$chat", day: 2 }, "hello")] });
  await look(60);
  expect(said).toEqual([]);
  await look(60, 2);
  expect(types(said)).toEqual(["circle"]);
  expect(said[0]?.content).toEqual(words[0]?.["content"]);
  await look(62);
  expect(types(said)).toEqual(["circle", "circle", "tracker"]);
  expect(said[0]?.txn, "the outbox takes the same word once").toBe(said[1]?.txn);
  expect(said[2]?.txn).not.toBe(said[1]?.txn);
});

test("S4 whatever two devices said again counts once, and rests until it is old itself", async () => {
  const { take, look, said } = await keeper([retention]);
  await take({ timeline: words });
  await take({
    timeline: [
      tiersAt({ id: "$again-1", day: 70 }),
      tiersAt({ id: "$again-2", day: 70 }),
      trackerAt({ id: "$phone-again", day: 70 }, "phone"),
    ],
  });
  await look(130);
  expect(said).toEqual([]);
  await look(131);
  expect(types(said)).toEqual(["circle", "tracker"]);
});

test("S4 what a phone no longer seals with is not said again", async () => {
  const { take, look, said } = await keeper([retention]);
  await take({ timeline: [...words, trackerAt({ id: "$gone", day: 2 }, "phone", { revoked: true })] });
  await look(80);
  expect(types(said)).toEqual(["circle"]);
});

test("S4 who may have missed a newer word says no old one over it", async () => {
  const { take, look, said } = await keeper([retention]);
  await take({ timeline: words });
  await take({ timeline: [textAt({ id: "$later", day: 65 }, "later")], limited: true, prevBatch: "more" });
  await look(80);
  expect(said, "a gap").toEqual([]);

  const second = await keeper([retention]);
  await second.take({ timeline: [...words, sealedAt({ id: "$sealed", day: 65 })] });
  await second.look(80);
  expect(second.said, "a word without its key").toEqual([]);

  const third = await keeper([retention]);
  await third.take({ timeline: words });
  third.wait({ is: "event", roomId: CIRCLE, type: "club.paceline.circle", content: {} });
  await third.look(80);
  expect(third.said, "a newer word on its way").toEqual([]);
});

test("S4 a circle without retention gets it once, after its words were said again", async () => {
  const { take, look, said, set } = await keeper();
  await take({ timeline: words });
  await look(80);
  expect([types(said), set]).toEqual([["circle", "tracker"], []]);
  await take({
    timeline: [tiersAt({ id: "$tiers-again", day: 80 }), trackerAt({ id: "$phone-again", day: 80 }, "phone")],
  });
  await look(80, 1);
  expect(set).toEqual([SET]);
  await take({ timeline: [retention] });
  await look(81);
  expect(set).toEqual([SET]);
});

test("S4 an athlete's own choice stands, and a server that refuses is not asked at each sync", async () => {
  const own = await keeper([state("m.room.retention", { max_lifetime: 365 * DAY }, "", { sender: ANA })]);
  await own.take({ timeline: words });
  await own.look(200);
  expect([own.said, own.set]).toEqual([[], []]);

  const refused = await keeper([], () => {
    throw new MatrixError({ errcode: "M_FORBIDDEN" }, 403);
  });
  await refused.take({ timeline: words });
  await refused.look(1);
  await refused.look(1, 0.5);
  expect(refused.set).toEqual([SET]);
});

test("S4 who does not know whether there are tiers lets nothing of the circle be forgotten", async () => {
  const { take, look, set } = await keeper();
  await take({ timeline: [textAt({ id: "$chat", day: 0 }, "hello"), sealedAt({ id: "$sealed", day: 1 })] });
  await look(2);
  expect(set).toEqual([]);
});

test("S4 a circle that waits for a key is not read again with everything that comes", async () => {
  const { take, look, projection } = await keeper();
  await take({ timeline: [...words, sealedAt({ id: "$sealed", day: 1 })] });
  let read = 0;
  const { items } = projection;
  projection.items = async (...range) => {
    read += 1;
    return items.apply(projection, range);
  };
  await look(2);
  const once = read;
  await look(2, 0.5 / 60);
  expect(read).toBe(once);
  await look(2, 1 / 60);
  expect(read).toBe(once + 1);
});

const BOT = userId("@paceline:example.org");
const ASKED = ["POST", `/rooms/${CIRCLE}/invite`, { user_id: BOT }];

test("S5 a circle that is older than its bridge asks the bot in: again while the server cannot be reached, and then once", async () => {
  let reached = false;
  const answer = (): Content => {
    if (!reached) throw new TypeError("no connection");
    return {};
  };
  const { look, set } = await keeper([retention], answer, BOT);
  await expect(look(1)).rejects.toThrow("no connection");
  reached = true;
  await look(1);
  await look(2);
  expect(set).toEqual([ASKED, ASKED]);
});

test.each(["join", "invite", "leave", "ban"])(
  "S5 a bot that is there, was asked or was sent away is not asked: %s",
  async (is) => {
    const { look, set } = await keeper([retention, member(BOT, is)], () => ({}), BOT);
    await look(1);
    expect(set).toEqual([]);
  },
);

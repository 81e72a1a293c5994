import { deviceId, eventId, failed, ok, roomId, txnId } from "@paceline/protocol";
import type { TxnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { MAX_CONTENT_BYTES, openOutbox } from "./outbox.ts";
import type { Intent } from "./outbox-port.ts";
import { TXN_KEY } from "./recent-history.ts";
import { FakeParts } from "./testing/fake-parts.ts";

const ROOM = roomId("!one");
const OTHER = roomId("!other");
const HOUR = 3_600_000;
const text = (body: string, room = ROOM): Intent => ({
  is: "event",
  roomId: room,
  type: "m.room.message",
  content: { body },
});
const alert = (body: string): Intent => ({ ...text(body), lane: "alert" }) as Intent;
const bodies = (parts: FakeParts) => parts.sent.map(({ content }) => content["body"]);
/** Lets everything run that needs no clock. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

async function started(parts = new FakeParts()) {
  const outbox = await openOutbox(parts);
  outbox.start();
  return { parts, outbox };
}

test("M11 what was written is stored before the answer, waits for the first sync, and carries its id inside", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  const written = await outbox.enqueue(text("hello"));
  expect(written).toEqual(ok("t1"));
  expect([...parts.records.keys()]).toEqual(["t1"]);
  await settled();
  expect(parts.sent).toEqual([]);
  outbox.start();
  await settled();
  expect(parts.sent).toEqual([
    { roomId: ROOM, txnId: "t1", type: "m.room.message", content: { body: "hello", [TXN_KEY]: "t1" } },
  ]);
  expect(outbox.entries(ROOM)).toMatchObject([{ txnId: "t1", state: { is: "sent", eventId: "$t1" } }]);
  outbox.echoed(txnId("t1"), eventId("$t1"));
  await settled();
  expect(outbox.entries(ROOM)).toEqual([]);
  expect(parts.records.size).toBe(0);
});

test("M11 an alert leaves before the first sync, and overtakes a room that waits", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  await outbox.enqueue(alert("early"));
  await settled();
  expect(bodies(parts)).toEqual(["early"]);
  parts.answer = async ({ content }) => (content["body"] === "stuck" ? failed("offline", "later") : ok(eventId("$x")));
  outbox.start();
  await outbox.enqueue(text("stuck"));
  await outbox.enqueue(text("behind"));
  await outbox.enqueue(alert("now"));
  await settled();
  expect(bodies(parts)).toEqual(["early", "stuck", "now"]);
});

test("M11 a failure that passes keeps the room's order and waits longer each time; another room goes on", async () => {
  const { parts, outbox } = await started();
  parts.answer = async ({ content }) => (content["body"] === "a" ? failed("offline", "later") : ok(eventId("$x")));
  await outbox.enqueue(text("a"));
  await outbox.enqueue(text("b"));
  await outbox.enqueue(text("c", OTHER));
  await settled();
  expect(bodies(parts)).toEqual(["a", "c"]);
  parts.pass(999);
  await settled();
  expect(bodies(parts)).toHaveLength(2);
  parts.pass(1);
  await settled();
  expect(bodies(parts)).toEqual(["a", "c", "a"]);
  parts.pass(1_999);
  await settled();
  expect(bodies(parts)).toHaveLength(3);
  parts.answer = async () => ok(eventId("$x"));
  outbox.reconnected();
  await settled();
  expect(bodies(parts)).toEqual(["a", "c", "a", "a", "b"]);
});

test("M11 a server that names a time is left alone until then, also when the connection comes back", async () => {
  const { parts, outbox } = await started();
  parts.answer = async () => ({
    ok: false,
    failure: { code: "rate-limited", retry: "later", retryAfterMs: 5_000 },
  });
  await outbox.enqueue(text("a"));
  await settled();
  outbox.reconnected();
  parts.pass(5_000);
  await settled();
  expect(parts.sent).toHaveLength(1);
  parts.pass(1_000);
  await settled();
  expect(parts.sent).toHaveLength(2);
});

test("M8 a message that can never be sent fails with its reason and lets the next go; retry and discard", async () => {
  const { parts, outbox } = await started();
  parts.answer = async ({ content }) => (content["body"] === "a" ? failed("forbidden", "never") : ok(eventId("$b")));
  await outbox.enqueue(text("a"));
  await outbox.enqueue(text("b"));
  await settled();
  expect(outbox.entries(ROOM)).toMatchObject([
    { state: { is: "failed", failure: { code: "forbidden" } } },
    { state: { is: "sent" } },
  ]);
  expect(outbox.counts()).toEqual({ queued: 0, failed: 1 });
  expect(outbox.failed()).toEqual(["t1"]);
  expect(await outbox.discard(txnId("t2"))).toMatchObject({ failure: { code: "invalid-input" } });
  parts.answer = async () => ok(eventId("$a"));
  await outbox.retry(txnId("t1"));
  await settled();
  expect(outbox.counts()).toEqual({ queued: 0, failed: 0 });
  expect(await outbox.retry(txnId("t1"))).toMatchObject({ failure: { code: "not-found" } });
});

test("M11 too long or no room on the disk: refused at once, nothing is taken", async () => {
  const { parts, outbox } = await started();
  expect(await outbox.enqueue(text("x".repeat(60 * 1024)))).toMatchObject({ failure: { code: "too-large" } });
  expect(await outbox.enqueue(text("x".repeat(MAX_CONTENT_BYTES - 11)))).toMatchObject({ ok: true });
  parts.storageFull = true;
  expect(await outbox.enqueue(text("y"))).toMatchObject({ failure: { code: "storage-full" } });
  expect(outbox.entries(ROOM)).toHaveLength(1);
});

test("M9 an edit of a message that still waits goes out with its event id, also when it had closed before", async () => {
  const { parts, outbox } = await started();
  const first = Promise.withResolvers<void>();
  parts.answer = async ({ txnId: id }) => {
    await first.promise;
    return ok(eventId(`$${id}`));
  };
  const edit = (target: string): Intent =>
    ({
      ...text("edit"),
      content: { "m.relates_to": { rel_type: "m.replace", event_id: target }, "m.new_content": { body: "new" } },
    }) as Intent;
  await outbox.enqueue(text("a"));
  await outbox.enqueue(edit("t1"));
  await settled();
  expect(parts.sent).toHaveLength(1);
  first.resolve();
  await settled();
  expect(parts.sent[1]?.content["m.relates_to"]).toEqual({ rel_type: "m.replace", event_id: "$t1" });
  outbox.echoed(txnId("t1"), eventId("$t1"));
  await outbox.enqueue({ is: "redact", roomId: ROOM, eventId: "t1" as TxnId });
  await settled();
  expect(parts.sent[2]).toMatchObject({ type: "m.room.redaction", content: { redacts: "$t1" } });
});

test("M9 what is discarded takes along what means nothing without it; a reply keeps its words", async () => {
  const { parts, outbox } = await started();
  parts.answer = async () => failed("forbidden", "never");
  const relating = (relation: object): Intent =>
    ({ ...text("mine"), content: { body: "mine", "m.relates_to": relation } }) as Intent;
  await outbox.enqueue(text("a"));
  await outbox.enqueue(relating({ rel_type: "m.annotation", event_id: "t1", key: "👍" }));
  await outbox.enqueue(relating({ "m.in_reply_to": { event_id: "t1" } }));
  await settled();
  await outbox.discard(txnId("t1"));
  expect(outbox.entries(ROOM)).toMatchObject([
    { txnId: "t3", state: { is: "failed", failure: { code: "not-found" } } },
  ]);
  expect([...parts.records.keys()]).toEqual(["t3"]);
});

test("M11 what was discarded is gone from the disk before that is said: after a power cut it would go behind what was written later", async () => {
  const { parts, outbox } = await started();
  parts.answer = async () => failed("offline", "later");
  await outbox.enqueue(text("a"));
  await settled();
  expect(await outbox.discard(txnId("t1"))).toEqual(ok(null));
  expect(parts.goneForSure).toEqual(["t1"]);
});

test.each([
  ["a day later", (parts: FakeParts) => void (parts.time += 21 * HOUR)],
  ["as another device", (parts: FakeParts) => void (parts.deviceId = deviceId("LAPTOP"))],
])("M11 %s the room's own history is asked before anything is sent again", async (_when, change) => {
  const parts = new FakeParts();
  const before = await openOutbox(parts);
  await before.enqueue(text("a"));
  await before.stop();

  change(parts);
  parts.found = eventId("$there");
  const { outbox } = await started(parts);
  await settled();
  expect(parts.sent).toEqual([]);
  expect(outbox.entries(ROOM)).toMatchObject([{ state: { is: "sent", eventId: "$there" } }]);
});

test("M11 where nobody can tell whether it arrived the person decides", async () => {
  const parts = new FakeParts();
  await (await openOutbox(parts)).enqueue(text("a"));
  parts.time += 21 * HOUR;
  parts.found = "unsure";
  const { outbox } = await started(parts);
  await settled();
  expect(outbox.entries(ROOM)).toMatchObject([{ state: { is: "failed", failure: { code: "encryption-locked" } } }]);
  expect(parts.sent).toEqual([]);
  await outbox.retry(txnId("t1"));
  await settled();
  expect(bodies(parts)).toEqual(["a"]);
});

test("M11 a refused token fails nothing: what waits is sent by the next sign-in as the same person", async () => {
  const { parts, outbox } = await started();
  parts.answer = async () => failed("signed-out", "later");
  await outbox.enqueue(text("a"));
  await outbox.enqueue(text("b", OTHER));
  await settled();
  expect(outbox.counts()).toEqual({ queued: 2, failed: 0 });
  await outbox.stop();
  parts.answer = async () => ok(eventId("$x"));
  parts.deviceId = deviceId("NEW");
  const before = parts.sent.length;
  await started(parts);
  await settled();
  expect(bodies(parts).slice(before)).toEqual(["a", "b"]);
});

test("M11 an echo that lies in a gap does not keep the entry for ever", async () => {
  const { parts, outbox } = await started();
  await outbox.enqueue(text("a"));
  await settled();
  outbox.synced();
  outbox.synced();
  expect(outbox.entries(ROOM)).toHaveLength(1);
  outbox.synced();
  await settled();
  expect(outbox.entries(ROOM)).toEqual([]);
  expect(parts.records.size).toBe(0);
});

test("M11 the same transaction id is taken once, whether it waits or was sent", async () => {
  const { parts, outbox } = await started();
  const id = txnId("mine");
  const twice = await Promise.all([outbox.enqueue(text("a"), id), outbox.enqueue(text("a"), id)]);
  await settled();
  outbox.echoed(id, eventId("$mine"));
  expect([...twice, await outbox.enqueue(text("a"), id)]).toEqual([ok(id), ok(id), ok(id)]);
  await settled();
  expect(bodies(parts)).toEqual(["a"]);
});

test("M9 a reaction that the server has already closes its entry; a part that breaks leaves nothing on its way", async () => {
  const { parts, outbox } = await started();
  parts.answer = async () => ok(null);
  await outbox.enqueue(text("same again"));
  await settled();
  expect(outbox.entries(ROOM)).toEqual([]);
  parts.answer = () => Promise.reject(new TypeError("broken"));
  await outbox.enqueue(text("a"));
  await settled();
  expect(outbox.entries(ROOM)).toMatchObject([{ state: { is: "queued" } }]);
});

test("M11 stop waits for what is on its way, and keeps what it brought", async () => {
  const { parts, outbox } = await started();
  const way = Promise.withResolvers<void>();
  parts.answer = async () => {
    await way.promise;
    return ok(eventId("$a"));
  };
  await outbox.enqueue(text("a"));
  await outbox.enqueue(text("b"));
  await settled();
  const stopped = outbox.stop();
  way.resolve();
  await stopped;
  expect(parts.records.get(txnId("t1"))?.eventId).toBe("$a");
  expect(bodies(parts)).toEqual(["a"]);
  expect(await outbox.enqueue(text("c"))).toMatchObject({ failure: { code: "signed-out" } });
});

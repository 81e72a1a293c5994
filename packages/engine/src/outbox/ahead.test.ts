import { eventId, ok, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { openOutbox } from "./outbox.ts";
import type { Intent } from "./outbox-port.ts";
import { FakeParts } from "./testing/fake-parts.ts";

const text = (body: string): Intent => ({
  is: "event",
  roomId: roomId("!one"),
  type: "m.room.message",
  content: { body },
});
const bodies = (parts: FakeParts) => parts.sent.map(({ content }) => content["body"]);
/** Lets everything run that needs no clock. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Commits wait until it is resolved. */
function slowed(parts: FakeParts): PromiseWithResolvers<void> {
  const disk = Promise.withResolvers<void>();
  const { commit } = parts.store;
  parts.store.commit = async (...input) => (await disk.promise, commit(...input));
  return disk;
}

async function started() {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  outbox.start();
  return { parts, outbox };
}

test("M11 what is written is encrypted while the disk takes it, once, and leaves when it is on it", async () => {
  const { parts, outbox } = await started();
  const disk = slowed(parts);
  const writing = outbox.enqueue(text("a"));
  await settled();
  expect(parts.encrypted).toEqual(["t1"]);
  expect(parts.sent).toEqual([]);
  disk.resolve();
  expect(await writing).toEqual(ok("t1"));
  await settled();
  expect(bodies(parts)).toEqual(["a"]);
  expect(parts.encrypted).toEqual(["t1"]);
});

test("M11 what the disk refused does not leave, although it was encrypted", async () => {
  const { parts, outbox } = await started();
  parts.storageFull = true;
  expect(await outbox.enqueue(text("a"))).toMatchObject({ ok: false, failure: { code: "storage-full" } });
  await settled();
  expect(parts.encrypted).toEqual(["t1"]);
  expect(parts.sent).toEqual([]);
});

test("M11 two written at once leave in their order, the second encrypted for whoever is there by then", async () => {
  const { parts, outbox } = await started();
  const disk = slowed(parts);
  void outbox.enqueue(text("a"));
  void outbox.enqueue(text("b"));
  await settled();
  const first = Promise.withResolvers<void>();
  parts.answer = async ({ txnId: id }) => (await first.promise, ok(eventId(`$${id}`)));
  disk.resolve();
  await settled();
  expect(bodies(parts)).toEqual(["a"]);
  const before = parts.encrypted.length;
  first.resolve();
  await settled();
  expect(bodies(parts)).toEqual(["a", "b"]);
  expect(parts.encrypted.slice(before)).toEqual(["t2"]);
});

test("M11 what the disk takes while the engine stops waits for the next start", async () => {
  const { parts, outbox } = await started();
  const disk = slowed(parts);
  void outbox.enqueue(text("a"));
  const stopped = outbox.stop();
  disk.resolve();
  await stopped;
  await settled();
  expect(parts.sent).toEqual([]);
  expect([...parts.records.keys()]).toEqual(["t1"]);
});

test("M11 an engine that stops has done encrypting, also what does not leave", async () => {
  const { parts, outbox } = await started();
  const { promise, resolve } = Promise.withResolvers<void>();
  const order: string[] = [];
  const { encryptAndPut } = parts.writer;
  const writer = {
    ...parts.writer,
    encryptAndPut: async (...input: Parameters<typeof encryptAndPut>) => {
      await promise;
      order.push("encrypted");
      return encryptAndPut(...input);
    },
  };
  Object.assign(parts, { writer });
  void outbox.enqueue(text("a"));
  const stopped = outbox.stop().then(() => order.push("stopped"));
  await settled();
  expect(order).toEqual([]);
  resolve();
  await stopped;
  expect(order).toEqual(["encrypted", "stopped"]);
  expect(parts.sent).toEqual([]);
});

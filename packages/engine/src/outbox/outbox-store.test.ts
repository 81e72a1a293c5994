import "fake-indexeddb/auto";
import { deviceId, roomId, txnId } from "@paceline/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../projection/database.ts";
import type { Write } from "../projection/database.ts";
import { createSealer, importRoot } from "../projection/sealer.ts";
import type { OutboxRecord } from "./entry.ts";
import { outboxStore } from "./outbox-store.ts";

const recordOf = (number: number): OutboxRecord => ({
  txnId: txnId(`t${number}`),
  number,
  at: 1,
  intent: { is: "event", roomId: roomId("!one"), type: "m.room.message", content: { body: "canary-nightjar" } },
  triedFrom: { deviceId: deviceId("D"), at: 1 },
});
const put = (...records: OutboxRecord[]) => ({ put: records, remove: [] });

test("M11 intents come back after the tables were closed, and lie sealed in between", async () => {
  const sealer = await createSealer(await importRoot(new Uint8Array(32).fill(3)));
  const first = await openDatabase("outbox-store", sealer);
  await outboxStore(first).commit(put(recordOf(1), recordOf(2)), "strict");
  first.close();

  const raw = await new Promise<unknown[]>((resolve, reject) => {
    const opening = indexedDB.open("outbox-store");
    opening.addEventListener("error", () => reject(new Error("closed")));
    opening.addEventListener("success", () => {
      const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
      reading.addEventListener("success", () => {
        opening.result.close();
        resolve(reading.result);
      });
    });
  });
  expect(raw).toHaveLength(2);
  const bytes = raw.map((record) => new TextDecoder().decode((record as { sealed: Uint8Array }).sealed)).join("");
  expect(`${JSON.stringify(raw)}${bytes}`).not.toContain("canary-nightjar");

  const again = await openDatabase("outbox-store", sealer);
  onTestFinished(() => again.close());
  expect(await outboxStore(again).load()).toEqual([recordOf(1), recordOf(2)]);
});

test("M11 what is asked for during a write goes together in the next, the later word about an entry counts", async () => {
  const writes: (readonly Write[])[] = [];
  const durabilities: string[] = [];
  const store = outboxStore({
    list: async () => [],
    write: async (batch, durability = "strict") => {
      writes.push(batch);
      durabilities.push(durability);
    },
  });
  const first = store.commit(put(recordOf(1)), "strict");
  await first;
  void store.commit(put(recordOf(2)), "strict");
  void store.commit({ put: [], remove: [txnId("t1")] }, "relaxed");
  void store.commit({ put: [], remove: [txnId("t2")] }, "relaxed");
  await store.settled();
  expect(writes.map((batch) => batch.length)).toEqual([1, 2]);
  expect(writes[1]).toContainEqual({ remove: "outbox", key: "t2" });
  expect(durabilities).toEqual(["strict", "strict"]);
});

test.each([
  ["QuotaExceededError", "storage-full"],
  ["InvalidStateError", "storage-unavailable"],
])("M11 storage that refuses (%s) is told, and the next write is tried", async (name, code) => {
  let refuses = true;
  const store = outboxStore({
    list: async () => [],
    write: async () => {
      if (refuses) throw new DOMException("", name);
    },
  });
  expect(await store.commit(put(recordOf(1)), "strict")).toMatchObject({ ok: false, failure: { code } });
  refuses = false;
  expect(await store.commit(put(recordOf(1)), "strict")).toMatchObject({ ok: true });
});

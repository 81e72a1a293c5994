import "fake-indexeddb/auto";
import { expect, onTestFinished, test } from "vitest";
import { deleteDatabasesUnder, openDatabase } from "./database.ts";
import { createSealer, importRoot } from "./sealer.ts";

const sealerOf = async (fill: number) => createSealer(await importRoot(new Uint8Array(32).fill(fill)));

async function opened(name: string, fill = 1) {
  const database = await openDatabase(name, await sealerOf(fill));
  onTestFinished(() => database.close());
  return database;
}

/** Everything IndexedDB holds under a name, as it would lie in a browser's profile. */
async function onDisk(name: string): Promise<string> {
  const idb = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error("not opened")));
  });
  onTestFinished(() => idb.close());
  const tables = await Promise.all(
    [...idb.objectStoreNames].map(
      (table) =>
        new Promise<unknown[]>((resolve) => {
          const request = idb.transaction(table).objectStore(table).getAll();
          request.addEventListener("success", () => resolve(request.result as unknown[]));
        }),
    ),
  );
  return tables
    .flat()
    .map((record) =>
      Object.values(record as object)
        .map(readable)
        .join(" "),
    )
    .join("\n");
}
const readable = (value: unknown): string =>
  value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : JSON.stringify(value);

test("M1 what is stored is unreadable without the key, and a record opens only in its own place", async () => {
  const database = await opened("sealed");
  await database.write([{ put: "meta", key: "draft", value: { words: "canary-nightjar" } }]);
  expect(await onDisk("sealed")).not.toContain("nightjar");
  expect(await database.get("meta", "draft")).toEqual({ words: "canary-nightjar" });

  const sealer = await sealerOf(1);
  const sealed = await sealer.seal("meta", "a", 1);
  await expect(sealer.open("meta", "b", sealed)).rejects.toThrow("operation-specific");
  await expect((await sealerOf(2)).open("meta", "a", sealed)).rejects.toThrow("operation-specific");
});

test("M11 a batch is written as a whole or not at all", async () => {
  const database = await opened("whole");
  await database.write([{ put: "meta", key: "token", value: "one" }]);
  const broken = { put: "meta" as const, key: "token", value: "two" };
  const invalid = { put: "events" as const, key: ["room", Number.NaN], value: 1 };
  await expect(database.write([broken, invalid])).rejects.toThrow("does not meet requirements");
  expect(await database.get("meta", "token")).toBe("one");
});

test("M11 a damaged record is left out and counted, the rest is read", async () => {
  const first = await opened("damaged", 1);
  await first.write([{ put: "rooms", key: "!a", value: { n: 1 }, index: { order: 1 } }]);
  const second = await opened("damaged", 2);
  await second.write([{ put: "rooms", key: "!b", value: { n: 2 }, index: { order: 2 } }]);
  expect(await second.list("rooms", { index: "order" })).toEqual([{ key: "!b", value: { n: 2 } }]);
  expect(second.unreadable()).toBe(1);
});

test("M2 lists come in order, forwards and backwards, with bounds and limits", async () => {
  const database = await opened("ordered");
  await database.write(
    [3, 1, 2, 10].map((pos) => ({ put: "events" as const, key: ["!r", pos], value: pos, index: { event: `$${pos}` } })),
  );
  const values = async (query: object) => (await database.list<number>("events", query)).map(({ value }) => value);
  expect(await values({ from: ["!r", 2], to: ["!r", 10] })).toEqual([2, 3, 10]);
  expect(await values({ from: ["!r", 0], to: ["!r", 99], reverse: true, limit: 2 })).toEqual([10, 3]);
  expect(await values({ index: "event", from: "$3", to: "$3" })).toEqual([3]);
});

test("M6 what somebody still holds open is not waited for, goes when they let go, and what is kept stays", async () => {
  const make = (name: string) =>
    new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => resolve(request.result));
    });
  const names = async () =>
    (await indexedDB.databases())
      .map(({ name = "" }) => name)
      .filter((name) => name.startsWith("stores."))
      .sort();
  const held = await make("stores.@ana.OLD");
  for (const name of ["stores.@ben.GONE", "stores.@ana.NEW::crypto"]) (await make(name)).close();
  await deleteDatabasesUnder("stores.@", "stores.@ana.NEW");
  expect(await names()).toEqual(["stores.@ana.NEW::crypto", "stores.@ana.OLD"]);
  held.close();
  await expect.poll(names).toEqual(["stores.@ana.NEW::crypto"]);
});

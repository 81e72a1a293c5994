import fc from "fast-check";
import { expect, test } from "vitest";
import { failed, ok, roomId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { planned } from "../mapping/intent.ts";
import type { Planned } from "../mapping/intent.ts";
import { createDeadLetterStore } from "../store/dead-letter-store.ts";
import type { Database } from "../store/database.ts";
import { createOutboxStore } from "../store/outbox-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { createOutbox } from "./outbox.ts";
import type { Outbox } from "./outbox.ts";
import type { Performed } from "./perform.ts";

const message = (room: number, number: number): Planned =>
  planned(`cause ${room} ${number}`, {
    do: "send",
    room: roomId(`!${room}`),
    type: "m.room.message",
    content: { number },
  });

const outboxOver = (db: Database, perform: (planned: Planned) => Promise<Result<Performed>>, now = () => 0): Outbox =>
  createOutbox({
    db,
    store: createOutboxStore(db),
    deadLetters: createDeadLetterStore(db),
    perform,
    log: recordedLog().log,
    now,
    chance: () => 0,
  });

/** A homeserver that remembers transaction ids: what came twice is there once. */
class FakeRooms {
  readonly events: Planned[] = [];
  take(planned: Planned): void {
    if (!this.events.some(({ txn }) => txn === planned.txn)) this.events.push(planned);
  }
  numbersIn(room: number): unknown[] {
    return this.events.flatMap(({ intent }) =>
      intent.room === `!${room}` && intent.do === "send" ? [intent.content] : [],
    );
  }
}

test("B1 over any interleaving of failures and crashes: every intent once, each room in its order", async () => {
  const fate = fc.constantFrom("done", "answer lost", "not reached", "killed before", "killed after");
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fate), async (fates) => {
      const db = memoryDatabase();
      const rooms = new FakeRooms();
      const entries = Array.from({ length: 12 }, (_, index) => message(index % 3, Math.floor(index / 3)));
      createOutboxStore(db).add(entries, 0);

      // A killed process answers nothing any more: its outbox is left where it is, and another one begins on the same data.
      const lives = fates[Symbol.iterator]();
      let deaths = 0;
      let clock = 0;
      const live = (): Promise<"killed" | "finished"> =>
        new Promise((resolve) => {
          const outbox = outboxOver(
            db,
            async (planned) => {
              const what = deaths > 20 ? "done" : (lives.next().value ?? "done");
              clock += 100_000;
              if (what === "killed before" || what === "killed after") {
                if (what === "killed after") rooms.take(planned);
                void outbox.stop();
                resolve("killed");
                return new Promise(() => undefined);
              }
              if (what === "not reached") return failed("UNREACHABLE", "now");
              rooms.take(planned);
              return what === "done" ? ok({}) : failed("UNREACHABLE", "now");
            },
            () => clock,
          );
          outbox.start();
          void outbox
            .standings(
              entries.map(({ txn }) => txn),
              5_000,
            )
            .then((all) => {
              if (all.every((standing) => standing === "done")) resolve("finished");
            });
        });
      while ((await live()) === "killed") deaths += 1;

      expect(rooms.events).toHaveLength(entries.length);
      for (const room of [0, 1, 2]) expect(rooms.numbersIn(room)).toEqual([0, 1, 2, 3].map((number) => ({ number })));
    }),
    { numRuns: 40 },
  );
});

test("B1 the same cause and intent are planned once, also after they were done", async () => {
  const db = memoryDatabase();
  const store = createOutboxStore(db);
  const sent: string[] = [];
  const outbox = outboxOver(db, async ({ txn }) => {
    sent.push(txn);
    return ok({});
  });
  outbox.start();
  for (const _time of [1, 2]) {
    store.add([message(0, 0)], 0);
    outbox.wake();
    await outbox.standings([message(0, 0).txn], 1_000);
  }
  await outbox.stop();
  expect(sent).toEqual([message(0, 0).txn]);
});

test("B1 what is refused for good is set aside with its reason and does not hold up its room", async () => {
  const db = memoryDatabase();
  const store = createOutboxStore(db);
  const outbox = outboxOver(db, async ({ txn }) =>
    txn === message(0, 0).txn ? failed("FORBIDDEN", "never", "M_FORBIDDEN") : ok({}),
  );
  store.add([message(0, 0), message(0, 1)], 0);
  outbox.start();
  const standings = await outbox.standings([message(0, 0).txn, message(0, 1).txn], 1_000);
  await outbox.stop();
  expect(standings).toEqual(["failed", "done"]);
  const [letter] = createDeadLetterStore(db).list(10);
  expect(letter).toMatchObject({ source: "outbox", ref: message(0, 0).txn, code: "FORBIDDEN" });
  expect(JSON.parse(letter!.body)).toEqual(message(0, 0).intent);
});

test("B1 an exception in one intent is set aside and stops nothing", async () => {
  const db = memoryDatabase();
  createOutboxStore(db).add([message(0, 0), message(1, 0)], 0);
  const outbox = outboxOver(db, async ({ intent }) => {
    if (intent.room === "!0") throw new TypeError("bug");
    return ok({});
  });
  outbox.start();
  expect(await outbox.standings([message(0, 0).txn, message(1, 0).txn], 1_000)).toEqual(["failed", "done"]);
  await outbox.stop();
});

test("B1 a room that has to wait keeps its order and holds up no other", async () => {
  const db = memoryDatabase();
  createOutboxStore(db).add([message(0, 0), message(0, 1), message(1, 0)], 0);
  const outbox = outboxOver(db, async ({ intent }) => (intent.room === "!0" ? failed("LIMITED", "later") : ok({})));
  outbox.start();
  await outbox.standings([message(1, 0).txn], 1_000);
  const standings = await outbox.standings([message(0, 0).txn, message(0, 1).txn], 0);
  await outbox.stop();
  expect(standings).toEqual(["open", "open"]);
});

test("S6 what is urgent waits for no free place and not behind its own room", async () => {
  const db = memoryDatabase();
  const sent: string[] = [];
  const outbox = outboxOver(db, async ({ txn, intent }) => {
    sent.push(txn);
    // Everything that is not urgent hangs.
    if (intent.do === "send" && intent.type === "m.room.message") return new Promise(() => undefined);
    return ok({});
  });
  createOutboxStore(db).add(
    Array.from({ length: 12 }, (_, room) => message(room, 0)),
    0,
  );
  outbox.start();
  const bell = planned("alert", { do: "send", room: roomId("!0"), type: "bell", content: {} });
  createOutboxStore(db).add([{ ...bell, lane: "alert !0", urgent: true }], 0);
  outbox.wake();
  expect(await outbox.standings([bell.txn], 1_000)).toEqual(["done"]);
  expect(sent).toHaveLength(7);
});

test("S5 what was put off because the homeserver was away is tried when it is back, not when its wait is over", async () => {
  const db = memoryDatabase();
  createOutboxStore(db).add([message(0, 0)], 0);
  let there = false;
  const outbox = outboxOver(db, async () =>
    there ? ok({}) : { ok: false, failure: { code: "UNREACHABLE", retry: "later", retryAfterMs: 3_600_000 } },
  );
  outbox.start();
  await outbox.standings([message(0, 0).txn], 0);
  there = true;
  await expect
    .poll(() => {
      outbox.hurry();
      return createOutboxStore(db).standing(message(0, 0).txn);
    })
    .toBe("done");
  await outbox.stop();
});

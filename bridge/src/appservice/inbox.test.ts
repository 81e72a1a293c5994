import fc from "fast-check";
import { expect, test } from "vitest";
import { createDeadLetterStore } from "../store/dead-letter-store.ts";
import type { Database } from "../store/database.ts";
import { createInboxStore } from "../store/inbox-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { createInbox } from "./inbox.ts";
import type { Inbox } from "./inbox.ts";
import type { MatrixEvent } from "./transaction.ts";

const event = (room: number, number: number): MatrixEvent => ({
  event_id: `$${room}-${number}`,
  room_id: `!${room}`,
  type: "m.room.message",
  sender: "@ana:paceline.test",
  origin_server_ts: number,
  content: { body: "secret words" },
});
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** Effects of the work, in the database: they share the fate of the transaction they were made in. */
const withEffects = (): Database => {
  const db = memoryDatabase();
  db.exec("CREATE TABLE effect (place INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT, room_id TEXT)");
  return db;
};
const effects = (db: Database) => db.prepare("SELECT event_id, room_id FROM effect ORDER BY place").all();

class DiskFull extends Error {
  readonly errcode = 13;
}

const inboxOver = (db: Database, work?: (event: MatrixEvent) => void): Inbox => {
  const insert = db.prepare("INSERT INTO effect (event_id, room_id) VALUES (?, ?)");
  return createInbox({
    db,
    store: createInboxStore(db),
    deadLetters: createDeadLetterStore(db),
    work: (event) => {
      insert.run(event.event_id, event.room_id);
      work?.(event);
    },
    committed: () => undefined,
    log: recordedLog().log,
    now: () => 0,
  });
};

const drain = async (inbox: Inbox): Promise<void> => {
  inbox.release();
  await inbox.drained();
  inbox.hold();
};

/**
 * One step of a homeserver and a bridge that both fail at will. The homeserver sends one transaction at a time and repeats it until
 * it has an answer, possibly cut in another way; its transaction ids are not looked at, so it may begin them anew at any time.
 */
const steps = fc.array(
  fc.record({
    do: fc.constantFrom("acknowledged", "answer lost", "lost before it came", "bridge killed", "worked off"),
    size: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 40 },
);

test("B1 over any interleaving of crash and repetition, however it is cut: every event once, each room in its order", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const db = withEffects();
      let inbox = inboxOver(db);
      let sent = 0;
      const rooms = [0, 0, 0];
      const next = (size: number): MatrixEvent[] =>
        Array.from({ length: size }, (_, index) => event((sent + index) % 3, Math.floor((sent + index) / 3)));
      for (const { do: what, size } of plan) {
        if (what === "worked off") await drain(inbox);
        else if (what === "bridge killed") inbox = inboxOver(db);
        else if (what !== "lost before it came") {
          inbox.receive(bytes({ events: next(size) }));
          if (what === "answer lost") continue;
          sent += size;
        }
      }
      // In the end everything was sent and answered.
      inbox.receive(bytes({ events: next(5) }));
      sent += 5;
      await drain(inbox);

      for (const { event_id, room_id } of effects(db)) {
        const room = Number(String(room_id).slice(1));
        expect(event_id).toBe(`$${room}-${rooms[room]}`);
        rooms[room] = (rooms[room] ?? 0) + 1;
      }
      expect(effects(db)).toHaveLength(sent);
    }),
    { numRuns: 60 },
  );
});

test("B1 an event that breaks its work is set aside whole, and nothing stops", async () => {
  const db = withEffects();
  const inbox = inboxOver(db, ({ event_id }) => {
    if (event_id === "$0-1") throw new TypeError("poison");
  });
  inbox.receive(bytes({ events: [event(0, 0), event(0, 1), event(0, 2)] }));
  await drain(inbox);
  expect(effects(db).map(({ event_id }) => event_id)).toEqual(["$0-0", "$0-2"]);
  const [letter] = createDeadLetterStore(db).list(10);
  expect(letter).toMatchObject({ source: "inbox", ref: "$0-1", code: "WORK_FAILED" });
  expect(JSON.parse(letter!.body)).toEqual(event(0, 1));
});

test("B1 entries that are no events, and bodies that are no JSON, are set aside with their reason", async () => {
  const db = withEffects();
  const inbox = inboxOver(db);
  inbox.receive(bytes({ events: [null, { event_id: "$x" }, event(0, 0)] }));
  inbox.receive(Buffer.from("{nonsense"));
  inbox.receive(bytes([1, 2]));
  await drain(inbox);
  expect(effects(db)).toHaveLength(1);
  const codes = createDeadLetterStore(db).list(10);
  expect(codes.map(({ code }) => code).sort()).toEqual(["NO_EVENT", "NO_EVENT", "NO_JSON"]);
});

test("B1 trouble of the disk takes a pass back and sets nothing aside", async () => {
  const db = withEffects();
  let full = true;
  const troubled: boolean[] = [];
  const inbox: Inbox = inboxOver(db, () => {
    troubled.push(inbox.isTroubled());
    if (full) {
      full = false;
      throw new DiskFull();
    }
  });
  inbox.receive(bytes({ events: [event(0, 0), event(0, 1)] }));
  await drain(inbox);
  expect(effects(db).map(({ event_id }) => event_id)).toEqual(["$0-0", "$0-1"]);
  expect(createDeadLetterStore(db).list(10)).toEqual([]);
  expect([...troubled, inbox.isTroubled()]).toEqual([false, true, true, false]);
});

test("B9 what the disk does not take is not acknowledged, and the bridge says so until it takes something again", async () => {
  const db = withEffects();
  const inbox = inboxOver(db);
  const body = bytes({ events: [event(0, 0)] });
  db.exec("PRAGMA query_only = ON");
  expect(() => inbox.receive(body)).toThrow("readonly");
  expect(inbox.isTroubled()).toBe(true);
  db.exec("PRAGMA query_only = OFF");
  inbox.receive(body);
  await drain(inbox);
  expect(inbox.isTroubled()).toBe(false);
});

test("B9 what was worked off leaves no content behind, in the inbox or in the log", async () => {
  const db = withEffects();
  const { log, lines } = recordedLog();
  const store = createInboxStore(db);
  const deadLetters = createDeadLetterStore(db);
  const failing = (): void => {
    throw new Error("secret words");
  };
  const inbox = createInbox({ db, store, deadLetters, work: failing, committed: () => undefined, log, now: () => 0 });
  inbox.receive(bytes({ events: [event(0, 0)] }));
  await drain(inbox);
  expect(lines.join("")).toContain("WORK_FAILED");
  expect(lines.join("")).not.toContain("secret words");
  expect(db.prepare("SELECT body FROM own_received").all()).toEqual([]);
});

import { eventId, failed, ok, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { openOutbox } from "./outbox.ts";
import type { Intent } from "./outbox-port.ts";
import { FakeParts } from "./testing/fake-parts.ts";

const ROOM = roomId("!circle");
const text = (body: string, room = ROOM, lane: "room" | "alert" = "room"): Intent => ({
  is: "event",
  roomId: room,
  type: "m.room.message",
  content: { body },
  lane,
});
const alert = (body: string): Intent => text(body, ROOM, "alert");
const bodies = (parts: FakeParts) => parts.sent.map(({ content }) => content["body"]);
/** Lets everything run that needs no clock. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("S6 an alert overtakes 500 messages that fail or wait, in its own room and in others, and comes first after a cut", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  outbox.start();
  let cut = false;
  const isAlert = (body: unknown) => String(body).startsWith("SOS");
  parts.answer = async ({ content, txnId: id }) =>
    isAlert(content["body"]) && !cut ? ok(eventId(`$${id}`)) : failed("offline", "later");
  const rooms = [ROOM, ...Array.from({ length: 9 }, (_, index) => roomId(`!room${index}`))];
  for (let number = 0; number < 500; number += 1)
    await outbox.enqueue(text(`message ${number}`, rooms[number % rooms.length]));
  await settled();
  expect(outbox.counts()).toEqual({ queued: 500, failed: 0 });
  // Not one of them waits for another's answer: the alert is the very next thing on the wire.
  let before = parts.sent.length;
  await outbox.enqueue(alert("SOS"));
  await settled();
  expect(bodies(parts).slice(before)).toEqual(["SOS"]);

  cut = true;
  await outbox.enqueue(alert("SOS in the tunnel"));
  await settled();
  cut = false;
  before = parts.sent.length;
  outbox.reconnected();
  await settled();
  expect(bodies(parts)[before]).toBe("SOS in the tunnel");
  expect(parts.sent.length).toBe(before + 1 + rooms.length);
  expect(
    outbox.entries(ROOM).find(({ intent }) => intent.is === "event" && intent.content["body"] === "SOS in the tunnel"),
  ).toMatchObject({
    state: { is: "sent" },
  });
});

test("S6 a message whose turn comes before the alert's does not leave without it, nor does one that is written meanwhile", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  outbox.start();
  let cut = true;
  parts.answer = async ({ txnId: id }) => (cut ? failed("offline", "later") : ok(eventId(`$${id}`)));
  await outbox.enqueue(text("early", roomId("!club")));
  await settled();
  // Tries again in a second, and then two seconds later.
  parts.pass(1_000);
  await settled();
  parts.pass(1_800);
  await outbox.enqueue(alert("SOS"));
  await settled();
  parts.sent.length = 0;
  parts.pass(200);
  await settled();
  expect(bodies(parts)).toEqual(["SOS", "early"]);

  parts.sent.length = 0;
  cut = false;
  await outbox.enqueue(text("just written", roomId("!other")));
  await settled();
  expect(bodies(parts)).toEqual(["SOS", "just written"]);
});

test("S6 where requests hang, only a few rooms' do, so that an alert finds a connection of the browser's; all rooms have their turn", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  outbox.start();
  const hanging: (() => void)[] = [];
  parts.answer = ({ content, txnId: id }) =>
    content["body"] === "SOS"
      ? Promise.resolve(ok(eventId(`$${id}`)))
      : new Promise((resolve) => hanging.push(() => resolve(ok(eventId(`$${id}`)))));
  const rooms = Array.from({ length: 5 }, (_, index) => roomId(`!room${index}`));
  for (const room of rooms) await outbox.enqueue(text(room, room));
  expect(bodies(parts)).toEqual(rooms.slice(0, 3));
  await outbox.enqueue(alert("SOS"));
  await settled();
  expect(bodies(parts)).toEqual([...rooms.slice(0, 3), "SOS"]);
  while (hanging.length > 0) {
    for (const answer of hanging.splice(0)) answer();
    await settled();
  }
  expect(bodies(parts).slice(4)).toEqual(rooms.slice(3));
});

test("S6 an alert that the server told to wait keeps to that time, whatever else is tried", async () => {
  const parts = new FakeParts();
  const outbox = await openOutbox(parts);
  outbox.start();
  parts.answer = async () => ({
    ok: false,
    failure: { code: "rate-limited", retry: "later", retryAfterMs: 2_000 },
  });
  await outbox.enqueue(alert("SOS"));
  await settled();
  await outbox.enqueue(text("hello", roomId("!club")));
  await settled();
  expect(bodies(parts)).toEqual(["SOS", "hello"]);
});

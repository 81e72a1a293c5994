import { eventId, roomId, txnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Intent } from "./outbox-port.ts";
import { localReferences, resolved } from "./references.ts";

const intent = (content: Record<string, unknown>): Intent => ({
  is: "event",
  roomId: roomId("!one"),
  type: "m.room.message",
  content,
});

test("M9 only event ids are references: words that look like one stay as they are", () => {
  const written = intent({
    body: "t1",
    list: ["t1", { event_id: "t1" }],
    "m.relates_to": { event_id: "t2", "m.in_reply_to": { event_id: "t1" } },
    known: { event_id: "$there" },
  });
  expect(localReferences(written)).toEqual(["t1", "t2"]);
  const done = resolved(written, txnId("t1"), eventId("$one"));
  expect(done).toEqual(
    intent({
      body: "t1",
      list: ["t1", { event_id: "$one" }],
      "m.relates_to": { event_id: "t2", "m.in_reply_to": { event_id: "$one" } },
      known: { event_id: "$there" },
    }),
  );
  expect(localReferences(done)).toEqual(["t2"]);
});

test("M9 a redaction refers by its target", () => {
  const waiting: Intent = { is: "redact", roomId: roomId("!one"), eventId: txnId("t1") };
  expect(localReferences(waiting)).toEqual(["t1"]);
  expect(localReferences(resolved(waiting, txnId("t1"), eventId("$one")))).toEqual([]);
});

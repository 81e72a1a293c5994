import fc from "fast-check";
import { expect, test } from "vitest";
import { eventId, roomId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { count } from "@paceline/testkit/counts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineItem } from "../projection/timeline-event.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, message, roomState, state, sync } from "../testing/sync-builder.ts";
import type { Content } from "../matrix/client-port.ts";
import { memberRows } from "../lists/members.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { TimelineList } from "../timeline/timeline-list.ts";
import { ingestGap } from "./history-ingest.ts";
import { ingestSync } from "./sync-ingest.ts";
import type { SyncIngesting } from "./sync-ingest.ts";

const ROOM = roomId("!room");

function counting() {
  const bad: string[] = [];
  const how: SyncIngesting = {
    me: ANA,
    decryptor: { decrypt: async () => ({ is: "unreadable", reason: "no-key-yet", session: "session" }) },
    now: () => 1_700_000_000_000,
    onMalformed: (type) => void bad.push(type),
    onBroken: () => void bad.push("event"),
    onBrokenRoom: (reason) => void bad.push(`room ${reason}`),
  };
  return { bad, how };
}

async function take(projection: Projection, response: Content, how = counting().how) {
  const { batch } = await ingestSync(projection, response, how);
  await projection.commit(batch);
}
const record = (projection: Projection) => projection.rooms.get(ROOM);
const bodies = (items: readonly TimelineItem[]) =>
  items.map((item) => (item.is === "gap" ? "gap" : String(item.content["body"])));

test("M10 a new room has its name, members, counts and last line", async () => {
  const projection = await openAna();
  const parts = {
    state: roomState([state("m.room.name", { name: "Ride" })]),
    timeline: [message("hello")],
    notifications: 1,
  };
  await take(projection, sync({ [ROOM]: parts }));
  expect(record(projection)).toMatchObject({
    title: "Ride",
    joined: 2,
    unread: 1,
    membership: "join",
    encrypted: false,
  });
  expect(record(projection)?.last).toMatchObject({ preview: { kind: "text", text: "hello" }, senderName: "ben" });
  expect(projection.token).toMatch(/^token/);
});

test("M10 reading on another device and writing here bring the count to nothing", async () => {
  const projection = await openAna();
  const [one, two] = [message("one"), message("two")];
  await take(projection, sync({ [ROOM]: { state: roomState(), timeline: [one] } }));
  await take(projection, sync({ [ROOM]: { timeline: [two] } }));
  expect(record(projection)?.unread).toBe(2);
  const receipt = { type: "m.receipt", content: { [String(one["event_id"])]: { "m.read": { [ANA]: { ts: 5 } } } } };
  await take(projection, sync({ [ROOM]: { ephemeral: [receipt] } }));
  expect(record(projection)?.unread).toBe(1);
  await take(projection, sync({ [ROOM]: { timeline: [message("mine", { sender: ANA })] } }));
  expect(record(projection)?.unread).toBe(0);
});

test("M9 a redaction empties its message, in the list as well", async () => {
  const projection = await openAna();
  const said = message("gone soon");
  await take(projection, sync({ [ROOM]: { state: roomState(), timeline: [said] } }));
  const redaction = event("m.room.redaction", { redacts: said["event_id"] });
  await take(projection, sync({ [ROOM]: { timeline: [redaction] } }));
  const found = await projection.event(eventId(String(said["event_id"])));
  expect(found?.event).toMatchObject({ redacted: true, content: {} });
  expect(record(projection)?.last?.preview).toEqual({ kind: "deleted" });
});

test("M9 an edit changes the last line only if its sender wrote the message", async () => {
  const projection = await openAna();
  const said = message("first");
  const edit = (sender: string, body: string) =>
    event(
      "m.room.message",
      {
        body: `* ${body}`,
        "m.new_content": { body },
        "m.relates_to": { rel_type: "m.replace", event_id: said["event_id"] },
      },
      { sender },
    );
  await take(
    projection,
    sync({ [ROOM]: { state: roomState(), timeline: [said, edit("@ana:example.org", "forged")] } }),
  );
  expect(record(projection)?.last?.preview).toEqual({ kind: "text", text: "first" });
  await take(projection, sync({ [ROOM]: { timeline: [edit("@ben:example.org", "second")] } }));
  expect(record(projection)?.last?.preview).toEqual({ kind: "text", text: "second" });
});

test("M2 a limited sync leaves a gap, and pages close it in order without repeating anything", async () => {
  const projection = await openAna();
  const { how } = counting();
  const missing = Array.from({ length: 5 }, (_, n) => message(`missed ${n}`));
  const before = message("before");
  await take(projection, sync({ [ROOM]: { state: roomState(), timeline: [before] } }));
  await take(projection, sync({ [ROOM]: { timeline: [message("after")], limited: true, prevBatch: "older" } }));
  expect(bodies(await projection.items(ROOM, Infinity, 50))).toEqual(["before", "gap", "after"]);
  const page = async (chunk: readonly unknown[], end: string) => {
    const gap = (await projection.items(ROOM, Infinity, 50)).find((item) => item.is === "gap");
    if (gap?.is !== "gap") throw new Error("a gap was expected");
    await projection.commit(await ingestGap(projection, ROOM, gap, { chunk, end }, how));
  };
  await page([missing[4], missing[3], missing[2]], "older2");
  expect(bodies(await projection.items(ROOM, Infinity, 50))).toEqual([
    "before",
    "gap",
    "missed 2",
    "missed 3",
    "missed 4",
    "after",
  ]);
  await page([missing[1], missing[0], before], "older3");
  expect(bodies(await projection.items(ROOM, Infinity, 50))).toEqual([
    "before",
    "missed 0",
    "missed 1",
    "missed 2",
    "missed 3",
    "missed 4",
    "after",
  ]);
});

test("M11 the same sync taken twice changes nothing", async () => {
  const projection = await openAna();
  const response = sync({ [ROOM]: { state: roomState(), timeline: [message("once"), message("twice")] } });
  await take(projection, response);
  const first = await projection.items(ROOM, Infinity, 50);
  await take(projection, response);
  expect(await projection.items(ROOM, Infinity, 50)).toEqual(first);
});

test("M10 S5 an invitation told again after the join, because somebody wrote meanwhile, takes nobody out of the room", async () => {
  const projection = await openAna();
  const tom = "@tom:example.org";
  const invitation = member(tom, "invite", { sender: ANA });
  await take(projection, sync({ [ROOM]: { state: roomState(), timeline: [invitation] } }));
  await take(projection, sync({ [ROOM]: { timeline: [member(tom)] } }));
  await take(projection, sync({ [ROOM]: { state: [invitation], timeline: [message("Who is coming?")] } }));
  expect(record(projection)?.joined).toBe(3);
  // What we have not had is news, however it comes.
  await take(projection, sync({ [ROOM]: { state: [member(tom, "leave")], timeline: [message("Bye")] } }));
  expect(record(projection)?.joined).toBe(2);
});

test("M10 a room whose part cannot be read becomes a gap and stops no other", async () => {
  const projection = await openAna();
  const { bad, how } = counting();
  const other = roomId("!other");
  const broken = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new RangeError("broken");
      },
    },
  );
  const poisoned = { ...message("x"), content: { "m.relates_to": broken } };
  const failing: SyncIngesting = { ...how, decryptor: { decrypt: () => Promise.reject(new RangeError("broken")) } };
  await take(
    projection,
    sync({
      [ROOM]: { state: roomState(), timeline: [event("m.room.encrypted", {}), poisoned], prevBatch: "p" },
      [other]: { state: roomState(), timeline: [message("fine")] },
    }),
    failing,
  );
  expect(bad).toContain("room RangeError");
  expect(projection.rooms.get(other)?.last?.preview).toEqual({ kind: "text", text: "fine" });
  expect(bodies(await projection.items(ROOM, Infinity, 5))).toEqual(["gap"]);
});

/** Contents that begin as a valid sample of ours and are broken in one place, or are nonsense altogether. */
const OURS = Object.values(EVENTS);
const malformed = fc
  .tuple(fc.constantFrom(...OURS), fc.jsonValue({ maxDepth: 3 }), fc.nat(20), fc.boolean())
  .map(([spec, junk, place, whole]) => {
    const sample: Record<string, unknown> = { ...(spec.sample as object) };
    const keys = Object.keys(sample);
    const content = whole ? junk : { ...sample, [keys[place % keys.length] ?? "v"]: junk };
    if (spec.carrier === "block")
      return event("m.room.message", { msgtype: "m.text", body: "card", [spec.type]: content });
    return spec.carrier === "state" ? state(spec.type, content) : event(spec.type, content);
  });
const nonsense = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record({
    event_id: fc.string(),
    type: fc.string(),
    sender: fc.string(),
    origin_server_ts: fc.double(),
    content: fc.jsonValue(),
  }),
  fc.record({ content: fc.jsonValue() }).map(({ content }) => event("m.room.message", content)),
  fc
    .record({ content: fc.jsonValue(), key: fc.string() })
    .map(({ content, key }) => state("m.room.member", content, key)),
  fc.jsonValue().map((content) => state("m.room.power_levels", content)),
);

test("M10 malformed events of all our types are counted and skipped: nothing lost, nothing stuck", async () => {
  const events = count("M10 malformed events in a sync", { quick: 2_500, prove: 10_000 });
  const projection = await openAna();
  const { bad, how } = counting();
  await take(projection, sync({ [ROOM]: { state: roomState(), timeline: [message("before")] } }));
  const generated = fc.sample(fc.oneof(malformed, malformed, nonsense), events);
  for (let at = 0; at < generated.length; at += 500) {
    await take(projection, sync({ [ROOM]: { timeline: generated.slice(at, at + 500) } }), how);
  }
  await take(
    projection,
    sync({ [ROOM]: { state: roomState(), timeline: [member("@ana:example.org"), message("after")] } }),
    how,
  );
  expect(bad.length).toBeGreaterThan(events / 10);
  expect(bad.filter((what) => what.startsWith("room"))).toEqual([]);
  expect(record(projection)?.last?.preview).toEqual({ kind: "text", text: "after" });
  const shown = await new TimelineList(projection, emptyOutbox, ROOM).view();
  expect(shown.rows.at(-1)).toMatchObject({ is: "message", text: "after" });
  expect(memberRows(await projection.state(ROOM), ANA, undefined).map(({ id }) => id)).toContain(ANA);
}, 60_000);

import { withCompanion } from "@paceline/domain";
import { NS } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import type { MeetupDraft, MeetupRow } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { groupOf, peopleOnSynapse } from "./testing/people.ts";
import type { EnginePerson } from "./testing/people.ts";

const people = peopleOnSynapse();
const HOUR = 3_600_000;

const draft: MeetupDraft = {
  title: "River loop",
  sport: "gravel",
  start: { utc: "2027-03-07T08:00:00Z", local: "2027-03-07T09:00:00", timeZone: "Europe/Berlin" },
  pace_groups: [],
};

const cardOf = async (person: EnginePerson, fits: (row: MeetupRow) => boolean = () => true): Promise<MeetupRow> => {
  const { rows } = await person.until("meetups", {}, ([row]) => row !== undefined && fits(row));
  return rows[0] as MeetupRow;
};
const roomsNamed = async (person: EnginePerson, name: string): Promise<number> =>
  (await person.until("rooms", {}, (all) => all.some((row) => row.name === name))).rows.filter(
    (row) => row.name === name,
  ).length;

test("E12 E14 an organiser opens the ride's room; who answered is asked in, joins, shares, and is on its live map", async () => {
  const { user, id } = await people.account("Ana");
  const ana = { user, id, ...(await people.device(user)) };
  const phone = { user, id, ...(await people.device(user)) };
  const [ben, cem, leo] = await Promise.all([people.engine("Ben"), people.engine("Cem"), people.plain("Leo")]);
  const group = await groupOf(ana, [ben, cem, leo]);
  await ana.must("createMeetup", { roomId: group, draft });
  const [{ id: cardId }] = await Promise.all([cardOf(ben), cardOf(cem), cardOf(phone)]);
  await ben.must("answerMeetup", { cardId, status: "yes", guests: 0 });

  const refused = await ben.port.command("openMeetupRoom", { cardId });
  expect(refused).toMatchObject({ ok: false, failure: { code: "forbidden" } });

  const [first, second] = await Promise.all([
    ana.must("openMeetupRoom", { cardId }),
    ana.must("openMeetupRoom", { cardId }),
  ]);
  expect(second).toEqual(first);
  const ride = first.roomId;
  expect(await phone.must("openMeetupRoom", { cardId })).toEqual(first);
  expect(await ana.must("openMeetupRoom", { cardId })).toEqual(first);
  expect(await roomsNamed(ana, "River loop · 7 Mar")).toBe(1);

  await cardOf(ben, ({ room }) => room?.id === ride && room.standing === "invited");
  // An answer that comes later, and one of a client that knows no cards.
  await cardOf(cem, ({ room }) => room?.standing === "away");
  await cem.must("answerMeetup", { cardId, status: "maybe", guests: 0 });
  await cardOf(cem, ({ room }) => room?.standing === "invited");
  await leo.client.react(group, cardId, "✅");
  await leo.client.until(() => leo.client.room(ride).membership === "invite", "the invitation of a plain client");
  await leo.client.join(ride);
  expect(leo.client.room(ride).state("m.room.encryption")).toBeDefined();
  expect(leo.client.room(ride).state("m.room.retention")?.content).toEqual({ max_lifetime: 14 * 24 * HOUR });

  for (const rider of [ben, cem]) {
    await rider.must("acceptInvite", { roomId: ride });
    await cardOf(rider, ({ room }) => room?.standing === "in");
    await rider.must("startShare", { roomId: ride, durationMs: HOUR, precision: "exact", part: "lead" });
    await rider.must("takeFix", { fix: { ts: Date.now(), latitude: 48.1, longitude: 11.5, accuracy_m: 8 } });
  }
  const riding = (rows: readonly { meetup?: EventId; last?: object }[]) =>
    rows.length === 2 && rows.every(({ meetup, last }) => meetup === cardId && last !== undefined);
  await ana.until("shares", {}, riding);

  await ana.must("setRidePart", { cardId, part: "sweep", userId: cem.id });
  const { rows } = await ben.until("shares", {}, (all) => riding(all) && all.some(({ part }) => part === "sweep"));
  expect(rows.map(({ person, part }) => [person.userId, part])).toEqual([
    [ben.id, undefined],
    [cem.id, "sweep"],
  ]);

  await ana.must("changeMeetup", { cardId, draft: { ...draft, title: "Hill repeats" } });
  for (const rider of [ben, cem])
    await rider.until("rooms", {}, (all) =>
      all.some(({ id: room, name }) => room === ride && name === "Hill repeats · 7 Mar"),
    );
});

test("E12 a room that only says it belongs to a meetup, or that a rider names, is not its room", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const group = await groupOf(ana, [ben]);
  await ana.must("createMeetup", { roomId: group, draft });
  const { id: card, block } = await cardOf(ana);
  const forged = (await ben.client.createRoom({
    preset: "private_chat",
    invite: [ana.id],
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      { type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "meetup", card } },
    ],
  })) as RoomId;
  await ben.client.send(group, `${NS}.meetup_update`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card },
    meetup: withCompanion(block, forged),
  });
  await ana.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === forged));
  await ana.must("acceptInvite", { roomId: forged });
  const share = { msgtype: "m.text", body: "after the update" };
  await ben.client.send(group, "m.room.message", share);
  await ana.until("timeline", { roomId: group }, (rows) =>
    rows.some((row) => row.is === "message" && row.text === "after the update"),
  );
  expect((await cardOf(ana)).room).toBeUndefined();

  const { roomId } = await ana.must("openMeetupRoom", { cardId: card });
  expect(roomId).not.toBe(forged);
  await cardOf(ana, ({ room }) => room?.id === roomId && room.standing === "in");
});

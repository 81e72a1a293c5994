import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { userId } from "@paceline/protocol";
import type { MeetupDraft } from "@paceline/protocol/port";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { openPeer } from "./testing/engine-peer.ts";
import type { EnginePeer } from "./testing/engine-peer.ts";

let server: SynapseServer;
beforeAll(async () => {
  server = await startSynapse();
});
afterAll(() => server.stop());

const id = (person: string) => userId(`@${person}:${server.serverName}`);

async function signedIn(person: string): Promise<EnginePeer> {
  await server.registerUser(person, "a good password", person);
  const peer = await openPeer({ name: `meetups-${person}` });
  onTestFinished(() => peer.stop());
  await peer.must("signIn", { server: server.baseUrl, user: person, password: "a good password", deviceName: "test" });
  await peer.until("session", {}, ([row]) => row?.firstSync === "done");
  return peer;
}

const draft = (capacity: number): MeetupDraft => ({
  title: "River loop",
  sport: "gravel",
  start: { utc: "2027-03-07T08:00:00Z", local: "2027-03-07T09:00:00", timeZone: "Europe/Berlin" },
  pace_groups: [],
  capacity,
});

test("E2 E3 the author's client keeps the roster: capacity holds, and who waits moves up", async () => {
  const [ana, ben, cem] = await Promise.all([signedIn("ana"), signedIn("ben"), signedIn("cem")]);
  const { roomId } = await ana.must("createGroup", { name: "Ride", userIds: [id("ben"), id("cem")] });
  for (const guest of [ben, cem]) {
    await guest.until("requests", {}, (rows) => rows.length === 1);
    await guest.must("acceptInvite", { roomId });
    await guest.until("rooms", {}, (rows) => rows.length === 1);
  }
  await ana.until(
    "members",
    { roomId },
    (rows) => rows.every(({ membership }) => membership === "join") && rows.length === 3,
  );
  await ana.must("createMeetup", { roomId, draft: draft(1) });
  const { rows } = await ben.until("meetups", {}, (all) => all.length === 1);
  const cardId = rows[0]?.id as NonNullable<(typeof rows)[0]>["id"];

  await ben.must("answerMeetup", { cardId, status: "yes", guests: 0 });
  await cem.until("meetups", {}, ([card]) => card?.order === "roster" && card.confirmed[0]?.userId === id("ben"));
  await cem.must("answerMeetup", { cardId, status: "yes", guests: 0 });
  await cem.until("meetups", {}, ([card]) => card?.mine?.waiting === 1 && card.order === "roster");
  await ben.must("answerMeetup", { cardId, status: "no", guests: 0 });
  const moved = await cem.until(
    "meetups",
    {},
    ([card]) => card?.order === "roster" && card.confirmed[0]?.userId === id("cem"),
  );
  expect(moved.rows[0]).toMatchObject({
    going: 1,
    left: 0,
    waitlist: [],
    mine: { status: "yes", delivery: { is: "sent" } },
  });

  await ana.must("changeMeetup", { cardId, draft: { ...draft(2), title: "River loop, longer" } });
  await ben.until("meetups", {}, ([card]) => card?.block.title === "River loop, longer" && card.changed);
  await ben.until("timeline", { roomId }, (all) =>
    all.some((row) => row.is === "message" && row.text.includes("longer") && row.replyTo?.eventId === cardId),
  );
  await ana.must("cancelMeetup", { cardId, reason: "Storm" });
  await cem.until("meetups", {}, ([card]) => card?.block.status === "cancelled");
});

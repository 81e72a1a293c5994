import { expect, onTestFinished, test } from "vitest";
import type { TimelineRow } from "@paceline/protocol/port";
import { isRoomId } from "@paceline/protocol";
import { peopleOnSynapse } from "./testing/people.ts";
import type { EnginePerson } from "./testing/people.ts";

const people = peopleOnSynapse();

const saying = (text: string) => (rows: readonly TimelineRow[]) =>
  rows.some((row) => row.is === "message" && row.text === text);

/** A private club as the bridge makes it, without the bridge. */
async function privateClub(owner: EnginePerson, via: string) {
  const plain = await import("@paceline/testkit/plain-client");
  const client = await plain.PlainClient.signIn(people.server().baseUrl, owner.user, "a good password");
  onTestFinished(() => client.signOut());
  const space = await client.createRoom({
    name: "Riverside",
    creation_content: { type: "m.space" },
    initial_state: [
      { type: "m.room.join_rules", state_key: "", content: { join_rule: "knock" } },
      { type: "club.paceline.club", state_key: "", content: { v: 1, access: "private", sports: ["cycling"] } },
    ],
  });
  const chat = await client.createRoom({
    name: "General",
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      {
        type: "m.room.join_rules",
        state_key: "",
        content: { join_rule: "restricted", allow: [{ type: "m.room_membership", room_id: space }] },
      },
      { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "shared" } },
      { type: "club.paceline.channel", state_key: "", content: { v: 1, kind: "chat", club: space } },
      { type: "m.space.parent", state_key: space, content: { via: [via], canonical: true } },
    ],
  });
  await client.setState(space, "m.space.child", { via: [via] }, chat);
  if (!isRoomId(space) || !isRoomId(chat)) throw new Error("rooms have ids");
  return { space, chat };
}

test("C5 M6 who asks to join is let in by a captain's client and reads what was said before", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  for (const person of [ana, ben]) await person.must("setUpEncryption", { password: "a good password" });
  const via = people.server().serverName;
  const { space, chat } = await privateClub(ana, via);
  await ana.until(
    "clubs",
    {},
    ([club]) => club?.channels.some(({ roomId, joined }) => roomId === chat && joined) === true,
  );
  await ana.must("sendText", { roomId: chat, text: "said before Ben came" });
  await ana.until("timeline", { roomId: chat }, (rows) =>
    rows.some((row) => row.is === "message" && row.delivery?.is === "sent"),
  );

  await ben.must("askToJoin", { roomId: space, via: [via], reason: "I ride too" });
  await ben.until("requests", {}, ([row]) => row?.is === "my-knock");
  const { rows } = await ana.until("requests", {}, (all) => all.length === 1);
  expect(rows[0]).toMatchObject({
    is: "knock",
    from: ben.id,
    fromName: "Ben",
    reason: "I ride too",
    clubName: "Riverside",
  });
  expect(await ana.must("acceptRequest", { clubId: space, userId: ben.id })).toEqual({ historyShared: true });

  const { rows: clubs } = await ben.until("clubs", {}, ([club]) => club?.channels[0]?.joined === true);
  expect(clubs[0]).toMatchObject({ name: "Riverside", access: "private", role: "member", sports: ["cycling"] });
  await ben.until("requests", {}, (all) => all.length === 0);
  await ben.until("timeline", { roomId: chat }, saying("said before Ben came"));
  await ben.until("members", { roomId: chat }, (all) => all.some((row) => row.me && row.invitedBy?.hadPower === true));
});

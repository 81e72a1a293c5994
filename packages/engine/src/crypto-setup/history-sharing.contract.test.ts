import { userId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";
import type { EnginePeer } from "../testing/engine-peer.ts";

const PASSWORD = "a good password";
let server: SynapseServer;
let people = 0;
beforeAll(async () => {
  server = await startSynapse();
});
afterAll(() => server.stop());

type Person = { readonly peer: EnginePeer; readonly id: ReturnType<typeof userId>; readonly store: string };

async function person({ secured }: { secured: boolean }): Promise<Person> {
  people += 1;
  const name = `runner${people}`;
  await server.registerUser(name, PASSWORD);
  const peer = await opened(name);
  await peer.must("signIn", { server: server.baseUrl, user: name, password: PASSWORD, deviceName: "test" });
  await peer.until("session", {}, ([row]) => row?.firstSync === "done" && row.encryption.is === "unset");
  if (secured) await peer.must("setUpEncryption", {});
  return { peer, id: userId(`@${name}:${server.serverName}`), store: name };
}

async function opened(store: string): Promise<EnginePeer> {
  const peer = await openPeer({ name: store });
  onTestFinished(() => peer.stop());
  return peer;
}

async function roomWithPast({ peer }: Person): Promise<RoomId> {
  const { roomId } = await peer.must("createGroup", { name: "Tuesday track", userIds: [] });
  await peer.until("rooms", {}, (rows) => rows.some(({ id }) => id === roomId));
  for (const text of ["first", "second"]) await peer.must("sendText", { roomId, text });
  await peer.until("timeline", { roomId }, (rows) => mine(rows, "sent") === 2);
  return roomId;
}
const mine = (rows: readonly { is: string; delivery?: { is: string } }[], state: string) =>
  rows.filter((row) => row.is === "message" && row.delivery?.is === state).length;

async function joins(peer: EnginePeer, roomId: RoomId): Promise<void> {
  await peer.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === roomId));
  await peer.must("acceptInvite", { roomId });
  await peer.until("rooms", {}, (rows) => rows.some(({ id }) => id === roomId));
}

const past = ({ peer }: { peer: EnginePeer }, roomId: RoomId) =>
  peer.until("timeline", { roomId }, (rows) => {
    const texts = new Set(rows.flatMap((row) => (row.is === "message" && !row.clearInEncrypted ? [row.text] : [])));
    return texts.has("first") && texts.has("second");
  });

test("C1 a newcomer reads what was said before the invite", async () => {
  const ana = await person({ secured: true });
  const ben = await person({ secured: true });
  const roomId = await roomWithPast(ana);
  expect(await ana.peer.must("invite", { roomId, userIds: [ben.id] })).toEqual({ historyShared: true });
  await joins(ben.peer, roomId);
  await past(ben, roomId);
});

test("C1 a newcomer who was away, and joins after a restart, reads it too", async () => {
  const ana = await person({ secured: true });
  const ben = await person({ secured: true });
  const roomId = await roomWithPast(ana);
  await ben.peer.stop();
  expect(await ana.peer.must("invite", { roomId, userIds: [ben.id] })).toEqual({ historyShared: true });
  const again = await opened(ben.store);
  await joins(again, roomId);
  await past({ peer: again }, roomId);
});

test("C1 where a device is not cross-signed nothing is shared, and both sides are told", async () => {
  const ana = await person({ secured: true });
  const plain = await person({ secured: false });
  const roomId = await roomWithPast(ana);
  expect(await ana.peer.must("invite", { roomId, userIds: [plain.id] })).toEqual({ historyShared: false });
  await joins(plain.peer, roomId);
  await plain.peer.until(
    "timeline",
    { roomId },
    (rows) => rows.filter((row) => row.is === "undecryptable" && row.reason === "before-join").length === 2,
  );

  const room = await roomWithPast(plain);
  expect(await plain.peer.must("invite", { roomId: room, userIds: [ana.id] })).toEqual({ historyShared: false });
});

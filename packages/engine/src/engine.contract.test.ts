import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { userId } from "@paceline/protocol";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { openPeer } from "./testing/engine-peer.ts";
import type { EnginePeer } from "./testing/engine-peer.ts";

let server: SynapseServer;
beforeAll(async () => {
  server = await startSynapse();
});
afterAll(() => server.stop());

let count = 0;
async function signedIn(person: string, known = false): Promise<EnginePeer> {
  if (!known) await server.registerUser(person, "a good password", person);
  const peer = await openPeer({ name: `engine-${(count += 1)}` });
  onTestFinished(() => peer.stop());
  await peer.must("signIn", { server: server.baseUrl, user: person, password: "a good password", deviceName: "test" });
  await peer.until("session", {}, ([row]) => row?.firstSync === "done");
  return peer;
}

test("M1 an encrypted direct message goes both ways and both see where it stands", async () => {
  const ana = await signedIn("ana");
  const ben = await signedIn("ben");
  const benId = userId(`@ben:${server.serverName}`);
  const { roomId } = await ana.must("startDirect", { userId: benId });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === roomId));
  await ben.must("acceptInvite", { roomId });
  await ben.until("rooms", {}, (rows) => rows.some((row) => row.id === roomId && row.kind === "direct"));
  await ana.until("members", { roomId }, (rows) => rows.some((row) => row.id === benId && row.membership === "join"));

  await ana.must("sendText", { roomId, text: "Hello **Ben**" });
  const { rows } = await ben.until("timeline", { roomId }, (all) => all.some((row) => row.is === "message"));
  const shown = rows.find((row) => row.is === "message");
  expect(shown).toMatchObject({ text: "Hello **Ben**", mine: false, clearInEncrypted: false });

  await ben.must("sendText", { roomId, text: "Hi Ana" });
  await ana.until("timeline", { roomId }, (all) => all.some((row) => row.is === "message" && row.text === "Hi Ana"));
  await ana.until("rooms", {}, ([row]) => row?.unread === 1 && row.last?.preview.kind === "text");
});

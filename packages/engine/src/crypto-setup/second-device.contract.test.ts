import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";
import type { EnginePeer } from "../testing/engine-peer.ts";

const PASSWORD = "a good password";
const soon = { timeout: 60_000, interval: 100 };
let server: SynapseServer;
let devices = 0;
beforeAll(async () => {
  server = await startSynapse();
});
afterAll(() => server.stop());

async function device(user: string): Promise<EnginePeer> {
  const peer = await openPeer({ name: `device-${(devices += 1)}` });
  onTestFinished(() => peer.stop());
  await peer.must("signIn", { server: server.baseUrl, user, password: PASSWORD, deviceName: "test" });
  await peer.until("session", {}, ([row]) => row?.firstSync === "done" && row.encryption.is !== "unknown");
  return peer;
}

/** A person with a set-up first device and a room whose two messages are backed up. */
async function withPast(user: string) {
  const { accessToken } = await server.registerUser(user, PASSWORD);
  const first = await device(user);
  const { recoveryKey } = await first.must("setUpEncryption", {});
  const { roomId } = await first.must("createGroup", { name: "Tuesday track", userIds: [] });
  for (const text of ["first", "second"]) await first.must("sendText", { roomId, text });
  await vi.waitFor(async () => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${server.baseUrl}/_matrix/client/v3/room_keys/version`, { headers });
    expect(((await answer.json()) as { count: number }).count).toBeGreaterThan(0);
  }, soon);
  return { first, recoveryKey, roomId };
}

const readable = (peer: EnginePeer, roomId: Awaited<ReturnType<typeof withPast>>["roomId"]) =>
  peer.until(
    "timeline",
    { roomId },
    (rows) =>
      rows
        .filter((row) => row.is === "message")
        .map(({ text }) => text)
        .join() === "first,second",
  );

test("M6 a locked device says so at each message, and the recovery key opens all of them in place", async () => {
  const { recoveryKey, roomId } = await withPast("ana");
  const second = await device("ana");
  await second.until("session", {}, ([row]) => row?.encryption.is === "locked");
  await second.until(
    "timeline",
    { roomId },
    (rows) => rows.filter((row) => row.is === "undecryptable" && row.reason === "locked").length === 2,
  );
  await second.must("unlockWithRecoveryKey", { recoveryKey });
  await readable(second, roomId);
  const { rows } = await second.until("session", {}, ([row]) => row?.encryption.is === "ready");
  expect(rows[0]?.encryption).toEqual({ is: "ready", backup: "active", recoveryKeyChecked: true });
});

test("M6 emoji compared through the port open them as well, and the device list shows it", async () => {
  const { first, roomId } = await withPast("ben");
  const second = await device("ben");
  const { verificationId } = await second.must("startVerification", {});
  await first.until("verifications", {}, ([row]) => row?.phase.is === "requested");
  await first.must("acceptVerification", { verificationId });
  for (const peer of [first, second]) {
    await peer.until("verifications", {}, ([row]) => row?.phase.is === "compare");
    await peer.must("confirmVerification", { verificationId, match: true });
  }
  await second.until("session", {}, ([row]) => row?.encryption.is === "ready" && row.encryption.backup === "active");
  await readable(second, roomId);
  await first.until("devices", {}, (rows) => rows.filter(({ verified }) => verified).length === 2);

  const other = (await first.until("devices", {}, (rows) => rows.length === 3)).rows.find(
    ({ current, verified }) => !current && verified,
  );
  if (other === undefined) throw new Error("the second device is missing");
  const wrong = await first.port.command("removeDevice", { deviceId: other.id, password: "wrong" });
  expect(wrong).toMatchObject({ failure: { code: "wrong-password" } });
  await first.must("removeDevice", { deviceId: other.id, password: PASSWORD });
  await first.until("devices", {}, (rows) => rows.length === 2);
  await second.until("session", {}, ([row]) => row?.phase === "ended");
});

test("M6 the code of a locked device, scanned by a trusted one, opens them too; signing out waits for nothing of it", async () => {
  const { first, roomId } = await withPast("dan");
  const second = await device("dan");
  const { verificationId } = await second.must("startVerification", {});
  await first.until("verifications", {}, ([row]) => row?.phase.is === "requested");
  await first.must("acceptVerification", { verificationId, camera: true });
  const { rows } = await second.until("verifications", {}, ([row]) => row?.phase.is === "choose");
  const phase = rows[0]?.phase;
  expect(phase).toMatchObject({ is: "choose", scan: false });
  await first.until("verifications", {}, ([row]) => row?.phase.is === "choose" && row.phase.scan);
  const code = phase?.is === "choose" && phase.code !== undefined ? phase.code : new Uint8Array();
  await first.must("scanCode", { verificationId, code });
  await second.until("verifications", {}, ([row]) => row?.phase.is === "scanned");
  await second.must("confirmVerification", { verificationId, match: true });
  await second.until("session", {}, ([row]) => row?.encryption.is === "ready" && row.encryption.backup === "active");
  await readable(second, roomId);
  // What the crypto module remembers of a verification holds its store open until memory is tidied.
  await second.must("signOut", {});
  await second.until("session", {}, ([row]) => row?.phase === "signed-out");
});

test("M11 what was written after the session ended goes out when the same person signs in again", async () => {
  const { first, roomId } = await withPast("cem");
  const second = await device("cem");
  const { rows } = await first.until("devices", {}, (all) => all.length === 3);
  const mine = rows.find(({ current }) => current)?.id;
  if (mine === undefined) throw new Error("this device is missing");
  await second.until("devices", {}, (all) => all.length === 3);
  await second.must("removeDevice", { deviceId: mine, password: PASSWORD });
  await first.until("session", {}, ([row]) => row?.phase === "ended");
  await first.must("sendText", { roomId, text: "written while signed out" });
  await first.until("session", {}, ([row]) => row?.outbox.queued === 1);
  await first.must("signIn", { server: server.baseUrl, user: "cem", password: PASSWORD, deviceName: "test" });
  await first.until("session", {}, ([row]) => row?.phase === "signed-in" && row.outbox.queued === 0);
  const { rows: said } = await first.until("timeline", { roomId }, (all) =>
    all.some((row) => row.is === "message" && row.text === "written while signed out" && row.eventId !== undefined),
  );
  expect(said.filter((row) => row.is === "message")).toHaveLength(3);
});

import "fake-indexeddb/auto";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { deviceId } from "@paceline/protocol";
import type { VerificationRow } from "@paceline/protocol/port";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { testDevice } from "./testing/test-device.ts";
import type { TestDevice } from "./testing/test-device.ts";

const PASSWORD = "a long enough password";
const soon = { timeout: 60_000, interval: 50 };
let server: SynapseServer;
let people = 0;

beforeAll(async () => {
  server = await startSynapse();
});
afterAll(() => server.stop());

async function firstDevice(): Promise<TestDevice> {
  people += 1;
  const account = await server.registerUser(`rider${people}`, PASSWORD);
  return opened(account);
}

async function opened(login: { userId: string; deviceId: string; accessToken: string }): Promise<TestDevice> {
  const device = await testDevice(server.baseUrl, login);
  onTestFinished(() => device.stop());
  return device;
}

async function anotherDevice(of: TestDevice): Promise<TestDevice> {
  const user = of.client.getSafeUserId();
  const response = await fetch(`${server.baseUrl}/_matrix/client/v3/login`, {
    method: "POST",
    body: JSON.stringify({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password: PASSWORD,
      initial_device_display_name: "Second",
    }),
  });
  const { device_id: id, access_token: accessToken } = (await response.json()) as Record<string, string>;
  return opened({ userId: user, deviceId: id!, accessToken: accessToken! });
}

async function setUp(device: TestDevice): Promise<string> {
  const done = await device.setup.handlers.setUpEncryption({});
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.recoveryKey;
}

const last = (device: TestDevice) => device.states.at(-1);
const backedUp = (device: TestDevice) =>
  vi.waitFor(async () => {
    const { rooms } = await device.http.call("GET", "/room_keys/keys", { query: { version: await version(device) } });
    expect(Object.keys(rooms as object)).not.toHaveLength(0);
  }, soon);
const version = async (device: TestDevice) => (await device.crypto.getActiveSessionBackupVersion())!;
const readBy = async (device: TestDevice, room: Parameters<TestDevice["say"]>[0], wire: Record<string, unknown>) => {
  const read = await device.decryptor.decrypt(room, wire);
  return read.is === "clear" ? read.content["body"] : read.reason;
};

test("M6 the first set-up makes an identity, a backup and a recovery key that can be checked", async () => {
  const device = await firstDevice();
  expect(last(device)).toEqual({ is: "unset", backup: "none", recoveryKeyChecked: false });
  const recoveryKey = await setUp(device);
  expect(last(device)).toEqual({ is: "ready", backup: "active", recoveryKeyChecked: false });
  const other = await firstDevice();
  const foreign = await setUp(other);
  expect(await device.setup.handlers.checkRecoveryKey({ recoveryKey: foreign })).toMatchObject({
    failure: { code: "wrong-recovery-key" },
  });
  expect(await device.setup.handlers.checkRecoveryKey({ recoveryKey: "not a key" })).toMatchObject({
    failure: { code: "wrong-recovery-key" },
  });
  expect(last(device)?.recoveryKeyChecked).toBe(false);
  expect(await device.setup.handlers.checkRecoveryKey({ recoveryKey: ` ${recoveryKey} ` })).toMatchObject({ ok: true });
  expect(last(device)?.recoveryKeyChecked).toBe(true);
});

test("M6 a second device gets its history back by recovery key, with progress", async () => {
  const first = await firstDevice();
  const recoveryKey = await setUp(first);
  const room = await first.createEncryptedRoom();
  const wire = await first.say(room, "before the second device");
  await backedUp(first);

  const second = await anotherDevice(first);
  expect(last(second)).toMatchObject({ is: "locked" });
  expect(await readBy(second, room, wire)).not.toBe("before the second device");
  expect(await second.setup.handlers.unlockWithRecoveryKey({ recoveryKey: "EsTx nonsense" })).toMatchObject({
    failure: { code: "wrong-recovery-key" },
  });
  expect(last(second)).toMatchObject({ is: "locked" });
  expect(await second.setup.handlers.setUpEncryption({})).toMatchObject({ failure: { code: "encryption-locked" } });

  expect(await second.setup.handlers.unlockWithRecoveryKey({ recoveryKey })).toMatchObject({ ok: true });
  expect(last(second)).toEqual({ is: "ready", backup: "active", recoveryKeyChecked: true });
  expect(second.states.flatMap(({ restore }) => (restore === undefined ? [] : [restore]))).toContainEqual({
    done: 1,
    total: 1,
  });
  expect(second.restored()).toBe(1);
  expect(await readBy(second, room, wire)).toBe("before the second device");
  await vi.waitFor(() => expect(first.devices().map(({ verified }) => verified)).toEqual([true, true]), soon);
});

const phaseOf = (device: TestDevice, is: VerificationRow["phase"]["is"]) =>
  vi.waitFor(() => {
    const row = device.verifications().find(({ phase }) => phase.is === is);
    if (row === undefined) throw new Error(`no verification is ${is}: ${JSON.stringify(device.verifications())}`);
    return row;
  }, soon);
const emojiOf = ({ phase }: VerificationRow) => (phase.is === "compare" ? phase.emoji.map(({ name }) => name) : []);

async function compared(asking: TestDevice, asked: TestDevice, to?: TestDevice) {
  const device = to === undefined ? {} : { deviceId: deviceId(to.client.getDeviceId()!) };
  const started = await asking.setup.handlers.startVerification(device);
  expect(started).toMatchObject({ ok: true });
  const request = await phaseOf(asked, "requested");
  expect(request).toMatchObject({ incoming: true, deviceId: asking.client.getDeviceId() });
  expect(await asked.setup.handlers.acceptVerification({ verificationId: request.id })).toMatchObject({ ok: true });
  const [one, two] = await Promise.all([phaseOf(asking, "compare"), phaseOf(asked, "compare")]);
  expect(emojiOf(one)).toHaveLength(7);
  expect(emojiOf(two)).toEqual(emojiOf(one));
  return { verificationId: one.id };
}

test.each([["the new device asks"], ["the old device asks"]])(
  "M6 a second device is verified by emoji and gets its history: %s",
  async (who) => {
    const first = await firstDevice();
    await setUp(first);
    const room = await first.createEncryptedRoom();
    const wire = await first.say(room, "before the second device");
    await backedUp(first);
    const second = await anotherDevice(first);
    await vi.waitFor(() => expect(first.devices()).toHaveLength(2), soon);

    const id = who === "the new device asks" ? await compared(second, first) : await compared(first, second, second);
    await first.setup.handlers.confirmVerification({ ...id, match: true });
    await phaseOf(first, "confirmed");
    await second.setup.handlers.confirmVerification({ ...id, match: true });
    await Promise.all([phaseOf(first, "done"), phaseOf(second, "done")]);
    await vi.waitFor(() => expect(last(second)).toMatchObject({ is: "ready", backup: "active" }), soon);
    await vi.waitFor(async () => expect(await readBy(second, room, wire)).toBe("before the second device"), soon);
    await vi.waitFor(() => expect(first.devices().map(({ verified }) => verified)).toEqual([true, true]), soon);
  },
);

test("M6 emoji that differ end the verification on both sides, and nothing is verified", async () => {
  const first = await firstDevice();
  await setUp(first);
  const second = await anotherDevice(first);
  const id = await compared(second, first);
  await first.setup.handlers.confirmVerification({ ...id, match: false });
  const [here, there] = await Promise.all([phaseOf(first, "cancelled"), phaseOf(second, "cancelled")]);
  expect(here.phase).toMatchObject({ byMe: true });
  expect(there.phase).toMatchObject({ byMe: false, failure: { code: "verification-failed" } });
  expect(last(second)).toMatchObject({ is: "locked" });
  await second.setup.handlers.cancelVerification(id);
  expect(second.verifications()).toEqual([]);
});

test("M6 a reset needs the right password, and a wrong one leaves everything as it was", async () => {
  const device = await firstDevice();
  const old = await setUp(device);
  const room = await device.createEncryptedRoom();
  await device.say(room, "kept");
  expect(await device.setup.handlers.resetEncryption({ password: "wrong" })).toMatchObject({
    failure: { code: "wrong-password" },
  });
  expect(await device.setup.handlers.checkRecoveryKey({ recoveryKey: old })).toMatchObject({ ok: true });
  expect(last(device)).toMatchObject({ is: "ready", backup: "active" });

  const second = await anotherDevice(device);
  const fresh = await second.setup.handlers.resetEncryption({ password: PASSWORD });
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.failure));
  await vi.waitFor(() => expect(last(second)).toMatchObject({ is: "ready", backup: "active" }), soon);
  expect(last(second)?.recoveryKeyChecked).toBe(false);
  expect(await second.setup.handlers.checkRecoveryKey({ recoveryKey: old })).toMatchObject({
    failure: { code: "wrong-recovery-key" },
  });
  await vi.waitFor(() => expect(last(device)).toMatchObject({ is: "locked" }), soon);
  expect(await device.setup.handlers.unlockWithRecoveryKey({ recoveryKey: fresh.value.recoveryKey })).toMatchObject({
    ok: true,
  });
  expect(last(device)).toMatchObject({ is: "ready", backup: "active" });
});

test("M6 an answer about the old identity in the middle of a reset does not cost the new one", async () => {
  const account = await server.registerUser("meddled", PASSWORD);
  let meddle: (() => Promise<unknown>) | undefined;
  let meddled = 0;
  const device: TestDevice = await testDevice(server.baseUrl, account, async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const now = url.includes("/device_signing/upload") ? meddle : undefined;
    if (now !== undefined) {
      meddle = undefined;
      meddled += 1;
      await now();
    }
    return fetch(input, init);
  });
  onTestFinished(() => device.stop());
  await setUp(device);
  meddle = () => device.crypto.userHasCrossSigningKeys(account.userId, true);
  const fresh = await device.setup.handlers.resetEncryption({ password: PASSWORD });
  expect(meddled).toBe(1);
  expect(await device.crypto.getCrossSigningStatus()).toMatchObject({
    privateKeysInSecretStorage: true,
    privateKeysCachedLocally: { masterKey: true, selfSigningKey: true, userSigningKey: true },
  });
  const recoveryKey = fresh.ok ? fresh.value.recoveryKey : "none";
  expect(await device.setup.handlers.checkRecoveryKey({ recoveryKey })).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(last(device)).toMatchObject({ is: "ready", backup: "active" }), soon);
});

test("M6 devices are named, renamed and removed with the password", async () => {
  const first = await firstDevice();
  await setUp(first);
  const second = await anotherDevice(first);
  const id = deviceId(second.client.getDeviceId()!);
  await vi.waitFor(() => expect(first.devices().map(({ current }) => current)).toEqual([true, false]), soon);
  expect(first.devices()[1]).toMatchObject({ id, name: "Second", verified: false });
  await first.setup.handlers.renameDevice({ deviceId: id, name: "Old laptop" });
  expect(first.devices()[1]).toMatchObject({ name: "Old laptop" });
  expect(await first.setup.handlers.removeDevice({ deviceId: id, password: "wrong" })).toMatchObject({
    failure: { code: "wrong-password" },
  });
  expect(first.devices()).toHaveLength(2);
  expect(await first.setup.handlers.removeDevice({ deviceId: id, password: PASSWORD })).toMatchObject({ ok: true });
  expect(first.devices()).toHaveLength(1);
});

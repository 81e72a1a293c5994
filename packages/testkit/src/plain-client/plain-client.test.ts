import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeHomeserver, type FakeHomeserver } from "../fake-homeserver/index.ts";
import { downloadEncrypted, PlainClient, uploadEncrypted } from "./index.ts";

let server: FakeHomeserver;
beforeEach(async () => {
  server = await startFakeHomeserver();
});
afterEach(() => server.stop());

const signIn = async (name: string, deviceId?: string): Promise<PlainClient> => {
  if (!server.model.accounts.users.has(server.model.accounts.idOf(name))) server.createUser(name, "pw");
  return PlainClient.signIn(server.baseUrl, name, "pw", deviceId === undefined ? {} : { deviceId });
};
const encryptedRoom = (creator: PlainClient, ...invite: readonly string[]): Promise<string> =>
  creator.createRoom({
    preset: "private_chat",
    invite,
    initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
const unreadable = (client: PlainClient, room: string): readonly (string | undefined)[] =>
  client.timeline(room).flatMap((event) => (event.encrypted ? [event.unreadable] : []));

test("M6 two people read each other in an encrypted room, and the server holds no word of it", async () => {
  const [ana, ben] = [await signIn("ana"), await signIn("ben")];
  const room = await encryptedRoom(ana, ben.userId);
  await ben.until(() => ben.room(room).membership === "invite", "the invitation");
  await ben.join(room);
  const hello = await ana.say(room, "canary hello");
  await ben.message(room, "canary hello");
  await ben.reply(room, hello, "canary hi");
  await ana.edit(room, hello, "canary good morning");
  await ben.react(room, hello, "✅");
  expect(await ana.message(room, "canary hi")).toMatchObject({ encrypted: true, repliesTo: hello });
  await ana.until(() => ana.messages(room)[0]?.reactions["✅"]?.includes(ben.userId), "the reaction");
  expect(await ben.message(room, "canary good morning")).toMatchObject({ eventId: hello, edited: true });
  expect(JSON.stringify(server.model.rooms.get(room).events.map((event) => event.content))).not.toContain("canary");
});

test("M6 who joins later reads from then on, and who was removed reads no more", async () => {
  const [ana, ben, cleo] = [await signIn("ana"), await signIn("ben"), await signIn("cleo")];
  const room = await encryptedRoom(ana, ben.userId, cleo.userId);
  for (const client of [ben, cleo])
    await client.until(() => client.room(room).membership === "invite", "the invitation");
  await ben.join(room);
  await ana.say(room, "before cleo");
  await cleo.join(room);
  await ana.say(room, "with cleo");
  await cleo.message(room, "with cleo");
  expect(cleo.messages(room).map(({ body }) => body)).toEqual(["with cleo"]);
  expect(unreadable(cleo, room)).toEqual(["index before the key", undefined]);
  await ana.kick(room, ben.userId);
  await ana.say(room, "without ben");
  await ana.message(room, "without ben");
  await ben.until(() => ben.room(room).membership === "leave", "the removal");
  const wire = ana.room(room).timeline.at(-1);
  expect(wire?.type).toBe("m.room.encrypted");
  expect(wire && ben.session.encryption?.decrypt(room, wire)).toEqual({ readable: false, reason: "no key" });
});

test("M6 a new device of a member gets the keys of what is written from then on", async () => {
  const [ana, phone] = [await signIn("ana"), await signIn("ben", "PHONE")];
  const room = await encryptedRoom(ana, phone.userId);
  await phone.join(room);
  await ana.say(room, "to the phone");
  const laptop = await signIn("ben", "LAPTOP");
  await ana.say(room, "to both");
  await phone.message(room, "to both");
  await laptop.message(room, "to both");
  expect(laptop.messages(room)).toHaveLength(1);
});

test("M6 a key that came later opens what was there before it", async () => {
  const [ana, ben] = [await signIn("ana"), await signIn("ben")];
  const room = await encryptedRoom(ana, ben.userId);
  await ben.join(room);
  ana.session.encryption?.holdKeys();
  await ana.say(room, "read later");
  await ben.until(() => unreadable(ben, room).length > 0, "the event");
  expect(unreadable(ben, room)).toEqual(["no key"]);
  await ana.session.encryption?.releaseKeys(ana.room(room));
  expect(await ben.message(room, "read later")).toMatchObject({ encrypted: true });
});

test("M6 cross-signing makes a device trusted by others; a device with a false signature gets no key", async () => {
  const [ana, ben] = [await signIn("ana"), await signIn("ben")];
  await ben.setUpCrossSigning("pw");
  await ben.setUpCrossSigning("pw");
  const room = await encryptedRoom(ana, ben.userId);
  await ben.join(room);
  await ana.say(room, "hello");
  const devices = ana.session.encryption?.devices;
  expect(await devices?.devicesOf(ana.http, [ben.userId])).toMatchObject([{ crossSigned: true }]);
  const eve = await signIn("eve", "EVIL");
  const own = eve.session.encryption?.device.keys();
  const stolen = { "curve25519:EVIL": ben.session.encryption?.device.curve25519 };
  const forged = { ...own, keys: { ...(own?.["keys"] as object), ...stolen } };
  await eve.http.request("POST", "/keys/upload", { body: { device_keys: forged } });
  expect(await devices?.devicesOf(ana.http, [eve.userId])).toEqual([]);
  expect(devices?.rejected).toContain(`${eve.userId}/EVIL`);
});

test("M4 an encrypted attachment comes back as it was, and a changed one is refused", async () => {
  const [ana, ben] = [await signIn("ana"), await signIn("ben")];
  const bytes = new TextEncoder().encode("a picture");
  const file = await uploadEncrypted(ana.http, bytes);
  expect(new Uint8Array(await downloadEncrypted(ben.http, file))).toEqual(bytes);
  const other = await uploadEncrypted(ana.http, new TextEncoder().encode("another"));
  await expect(downloadEncrypted(ben.http, { ...file, url: other["url"] })).rejects.toThrow("hash");
});

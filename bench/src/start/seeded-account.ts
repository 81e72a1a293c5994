import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { PlainClient } from "@paceline/testkit/plain-client";

/** A room of an account and the last thing said in it by somebody else. */
export type SeededRoom = { readonly id: string; readonly name: string; readonly last: string };

export type SeededAccount = {
  readonly userId: string;
  readonly localpart: string;
  readonly password: string;
  /** Written to last, so both lead every list. */
  readonly clear: SeededRoom;
  readonly encrypted: SeededRoom;
  /** Says `encrypted.last`; call it when every device that is to read it has its keys on the server. */
  readonly speak: () => Promise<void>;
};

const PASSWORD = "a long road of rooms";
/** What a room of a few friends holds. */
const FRIENDS = 4;
const MESSAGES = 5;

/** An account with `rooms` rooms: few people, a name, some messages; one of them encrypted. */
export async function seedAccount(
  homeserver: FakeHomeserver,
  localpart: string,
  rooms: number,
): Promise<SeededAccount> {
  const userId = homeserver.createUser(localpart, PASSWORD);
  const friends = Array.from({ length: FRIENDS }, (_, at) => homeserver.createUser(`${localpart}-${at}`, PASSWORD));
  for (let index = 0; index < rooms - 2; index += 1) makeRoom(homeserver, userId, friends, `Room ${padded(index)}`);
  homeserver.advance(1_000);
  const clear = makeRoom(homeserver, userId, friends, "The clear room");
  homeserver.advance(1_000);

  const peer = await PlainClient.signIn(homeserver.baseUrl, `${localpart}-0`, PASSWORD);
  const encrypted = { name: "The encrypted room", last: "Only for those who ride along" };
  const id = homeserver.createRoom(userId, {
    preset: "private_chat",
    name: encrypted.name,
    invite: [peer.userId],
    initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  await peer.join(id);
  return {
    userId,
    localpart,
    password: PASSWORD,
    clear,
    encrypted: { id, ...encrypted },
    speak: async () => void (await peer.say(id, encrypted.last)),
  };
}

function makeRoom(homeserver: FakeHomeserver, me: string, friends: readonly string[], name: string): SeededRoom {
  const id = homeserver.createRoom(me, { preset: "private_chat", name });
  homeserver.addMembers(id, friends);
  const last = `Last words of ${name}`;
  for (let at = 1; at <= MESSAGES; at += 1) {
    const body = at === MESSAGES ? last : `Message ${at} of ${name}`;
    homeserver.sendEvent(id, friends[at % friends.length] ?? me, "m.room.message", { msgtype: "m.text", body });
  }
  return { id, name, last };
}

const padded = (index: number): string => String(index).padStart(4, "0");

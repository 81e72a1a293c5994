import { afterAll, beforeAll, onTestFinished } from "vitest";
import { roomId as asRoomId, userId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { PlainClient } from "@paceline/testkit/plain-client";
import { startSynapse } from "@paceline/testkit/synapse";
import type { SynapseOptions, SynapseServer } from "@paceline/testkit/synapse";
import { openPeer } from "./engine-peer.ts";
import type { EnginePeer, PeerOptions } from "./engine-peer.ts";

export const PASSWORD = "a good password";

/** One Synapse for a test file, and people on it. Names are made unique, so that tests of one file do not meet. */
export function peopleOnSynapse(options: SynapseOptions = {}) {
  let server: SynapseServer | undefined;
  let made = 0;
  beforeAll(async () => {
    server = await startSynapse(options);
  });
  afterAll(() => server?.stop());
  const running = (): SynapseServer => {
    if (server === undefined) throw new Error("the server is started before the first test");
    return server;
  };

  async function account(name: string): Promise<{ user: string; id: UserId }> {
    const user = `${name.toLowerCase()}${(made += 1)}`;
    await running().registerUser(user, PASSWORD, name);
    return { user, id: userId(`@${user}:${running().serverName}`) };
  }
  /** Signs in on a new engine that ends with the test. */
  async function device(user: string, options: Partial<PeerOptions> = {}): Promise<EnginePeer> {
    const peer = await openPeer({ name: `peer-${(made += 1)}`, ...options });
    onTestFinished(() => peer.stop());
    await peer.must("signIn", { server: running().baseUrl, user, password: PASSWORD, deviceName: "test" });
    await peer.until("session", {}, ([row]) => row?.firstSync === "done");
    return peer;
  }
  return {
    server: running,
    account,
    device,
    async engine(name: string, options: Partial<PeerOptions> = {}) {
      const person = await account(name);
      return { ...person, ...(await device(person.user, options)) };
    },
    async plain(name: string) {
      const { user, id } = await account(name);
      const client = await PlainClient.signIn(running().baseUrl, user, PASSWORD);
      return { user, id, client };
    },
  };
}

export type EnginePerson = EnginePeer & { readonly user: string; readonly id: UserId };

/** An encrypted group that everybody has joined. */
export async function groupOf(host: EnginePerson, guests: readonly (EnginePerson | PlainPerson)[]): Promise<RoomId> {
  const { roomId } = await host.must("createGroup", { name: "Group", userIds: guests.map(({ id }) => id) });
  for (const guest of guests) {
    if ("client" in guest) {
      await guest.client.until(() => guest.client.room(roomId).membership === "invite", "the invitation");
      await guest.client.join(roomId);
      continue;
    }
    await guest.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === roomId));
    await guest.must("acceptInvite", { roomId });
    await guest.until("rooms", {}, (rows) => rows.some(({ id }) => id === roomId));
  }
  const all = guests.length + 1;
  await host.until(
    "members",
    { roomId },
    (rows) => rows.filter(({ membership }) => membership === "join").length === all,
  );
  return asRoomId(roomId);
}

export type PlainPerson = { readonly user: string; readonly id: UserId; readonly client: PlainClient };

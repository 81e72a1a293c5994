import { failed, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Person } from "@paceline/protocol/port";
import type { MatrixClient } from "matrix-js-sdk";
import type { Answer } from "../commands/handlers.ts";
import { directWith } from "../commands/rooms.ts";
import { peersOf } from "../lists/rooms.ts";
import type { Encryptor } from "../matrix/encryptor.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";
import { personIn } from "../safety/contacts.ts";
import { cryptoOf } from "./evidence.ts";

/** Where two people compare emoji, and who they are there. */
export interface PeopleToVerify {
  /** The direct chat or a circle of both, or a new direct chat. Its members' identities are known when it resolves. Fails with `not-cross-signed`. */
  roomFor(user: UserId): Answer<RoomId>;
  /** `undefined` where requests of others are not taken: anywhere but in a direct chat or a circle. */
  personIn(room: RoomId | undefined, user: UserId): Promise<Person | undefined>;
}

export type PeopleParts = {
  readonly client: MatrixClient;
  readonly projection: Projection;
  readonly encrypt: Encryptor;
  readonly startDirect: (user: UserId) => Answer<{ roomId: RoomId }>;
};

export function peopleToVerify({ client, projection, encrypt, startDirect }: PeopleParts): PeopleToVerify {
  const isKnown = async (user: UserId): Promise<boolean> =>
    (await cryptoOf(client).getUserVerificationStatus(user)).known;

  async function circleWith(user: UserId): Promise<RoomId | undefined> {
    for (const { id, channel, membership } of projection.rooms.values()) {
      if (membership !== "join" || channel?.kind !== "circle") continue;
      if (stateContent(await projection.state(id), "m.room.member", user)["membership"] === "join") return id;
    }
    return undefined;
  }

  async function place(user: UserId): Answer<RoomId> {
    const direct = await directWith(projection, user);
    const room =
      direct !== undefined && projection.rooms.get(direct)?.encrypted === true ? direct : await circleWith(user);
    if (room !== undefined) return ok(room);
    const made = await startDirect(user);
    return made.ok ? ok(made.value.roomId) : made;
  }

  return {
    async roomFor(user) {
      const room = await place(user);
      if (!room.ok) return room;
      // Sealing for a room, whatever it is, makes the crypto module ask for the keys of everybody in it.
      if (!(await isKnown(user))) await encrypt(room.value, "m.dummy", {});
      return (await isKnown(user)) ? room : failed("not-cross-signed", "never");
    },
    async personIn(room, user) {
      const record = room === undefined ? undefined : projection.rooms.get(room);
      if (record === undefined) return undefined;
      const direct = peersOf(projection.accountData.get("m.direct") ?? {}).get(record.id);
      if (record.channel?.kind !== "circle" && direct !== user) return undefined;
      return personIn(await projection.state(record.id), user);
    },
  };
}

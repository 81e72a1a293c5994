import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { MatrixClient } from "matrix-js-sdk";
import { isUserId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Trust } from "@paceline/protocol/port";
import type { CryptoRooms } from "../matrix/crypto-rooms.ts";
import type { Projection } from "../projection/projection.ts";
import { statesOfType } from "../projection/room-state.ts";
import { circlesOfOthers, myCircle } from "../safety/circles.ts";
import { keepTrust, keptTrust } from "../safety/kept-trust.ts";
import type { TrustBook } from "../safety/kept-trust.ts";
import { cryptoOf } from "./evidence.ts";
import { latest } from "./latest.ts";

export type TrustParts = {
  readonly client: MatrixClient;
  readonly rooms: Pick<CryptoRooms, "ensure">;
  readonly projection: Projection;
  readonly onTrust: (trust: TrustBook) => void;
};

/** Follows whether the people of my circles are who they were when I compared emoji with them. */
export type TrustWatch = {
  /** Looks again. Never rejects. */
  readonly look: () => Promise<void>;
  readonly stop: () => void;
};

export function watchTrust({ client, rooms, projection, onTrust }: TrustParts): TrustWatch {
  const { database } = projection;
  let stopped = false;
  /** Rooms whose members' keys the crypto module follows because of us. */
  const followed = new Set<RoomId>();

  async function people(): Promise<Set<UserId>> {
    const mine = myCircle(projection.rooms);
    const found = new Set<UserId>();
    for (const { id } of [...(mine === undefined ? [] : [mine]), ...circlesOfOthers(projection.rooms)]) {
      for (const { key, content } of statesOfType(await projection.state(id), "m.room.member"))
        if (isUserId(key) && content["membership"] === "join") found.add(key);
      if (followed.has(id)) continue;
      await rooms.ensure(id);
      followed.add(id);
    }
    return found;
  }

  const look = latest(async () => {
    if (stopped) return;
    const crypto = cryptoOf(client);
    const trust = new Map<UserId, Trust>();
    for (const user of await people()) {
      const status = await crypto.getUserVerificationStatus(user);
      const before = status.wasCrossSigningVerified();
      trust.set(user, status.isCrossSigningVerified() ? "yes" : before ? "changed" : "no");
    }
    const known = await keptTrust(database);
    if (stopped) return;
    if (known.size !== trust.size || [...trust].some(([user, is]) => known.get(user) !== is))
      await keepTrust(database, trust);
    onTrust(trust);
  });
  const again = (): void => void look();
  client.on(CryptoEvent.UserTrustStatusChanged, again);
  client.on(CryptoEvent.KeysChanged, again);
  return {
    look,
    stop() {
      stopped = true;
      client.off(CryptoEvent.UserTrustStatusChanged, again);
      client.off(CryptoEvent.KeysChanged, again);
    },
  };
}

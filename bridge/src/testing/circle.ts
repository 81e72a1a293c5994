import { NS, roomId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { Database } from "../store/database.ts";
import { createRoomStore } from "../store/room-store.ts";
import { ANA, BEN, BOT, CLEO } from "./world.ts";

export const CIRCLE = roomId("!circle");

/** Ana's safety circle with Ben and the bot, as the bridge knows it; Cleo was invited and has not joined. */
export const knownCircle = (db: Database): void => {
  const rooms = createRoomStore(db);
  const put = (type: string, content: object, key = "", sender: UserId = ANA): void =>
    rooms.put({ room: CIRCLE, type, key, sender, content: { ...content } });
  put("m.room.create", { room_version: "12" });
  put("m.room.power_levels", { users: {} });
  put("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  put(`${NS}.channel`, { v: 1, kind: "circle" });
  for (const [user, membership] of [
    [ANA, "join"],
    [BEN, "join"],
    [BOT, "join"],
    [CLEO, "invite"],
  ] as const)
    put("m.room.member", { membership, displayname: `${user.slice(1, 4)} Name` }, user);
};

import type { RoomId } from "@paceline/protocol";
import { useRows } from "../../engine/engine.tsx";

export type HazardRoom = { readonly id: RoomId; readonly name: string };

/** Rooms whose people can be warned: where I may write and more than one other listens. Chats of clubs come first, since most is read there. */
export function useHazardRooms(): readonly HazardRoom[] {
  const clubs = new Map(useRows("clubs", {}).map(({ id, name }) => [id, name]));
  return useRows("rooms", {})
    .filter(({ kind, channel, may }) => may.send && kind !== "direct" && channel !== "circle")
    .sort((a, b) => Number(b.channel === "chat") - Number(a.channel === "chat"))
    .map(({ id, name, clubId }) => {
      const club = clubId === undefined ? undefined : clubs.get(clubId);
      return { id, name: club === undefined ? name : `${club} · ${name}` };
    });
}

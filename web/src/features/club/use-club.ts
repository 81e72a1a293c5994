import type { RoomId } from "@paceline/protocol";
import type { ClubRow } from "@paceline/protocol/port";
import { useList } from "../../engine/engine.tsx";

/** One of my clubs; `waiting` while the engine has not said, `none` when I am not in it. */
export function useClub(clubId: RoomId): ClubRow | "waiting" | "none" {
  const list = useList("clubs", {});
  if (list.is === "waiting") return "waiting";
  return list.rows.find((club) => club.id === clubId) ?? "none";
}

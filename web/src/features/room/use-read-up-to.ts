import type { RoomRow, TimelineRow } from "@paceline/protocol/port";
import { useEffect, useState } from "react";
import { useEngine } from "../../engine/engine.tsx";

/** Says "read" for the newest message while it is in sight of somebody: the tab is visible and the list is at its end. */
export function useReadUpTo(room: RoomRow, rows: readonly TimelineRow[], atEnd: boolean): void {
  const { port } = useEngine();
  const [visible, setVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const change = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, []);
  const newest = rows.findLast((row) => row.eventId !== undefined)?.eventId;
  const due = visible && atEnd && room.unread > 0;
  useEffect(() => {
    // A receipt that does not arrive is sent again with the next message; nobody has to be told.
    if (due && newest !== undefined) void port.command("markRead", { roomId: room.id, eventId: newest });
  }, [due, newest, port, room.id]);
}

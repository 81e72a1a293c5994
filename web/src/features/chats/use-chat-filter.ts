import type { RoomRow } from "@paceline/protocol/port";
import { useState } from "react";

export type ChatFilter = "all" | "unread" | "clubs" | "people";

const FITS: Readonly<Record<ChatFilter, (room: RoomRow) => boolean>> = {
  all: () => true,
  unread: (room) => room.unread > 0,
  clubs: (room) => room.clubId !== undefined,
  people: (room) => room.clubId === undefined,
};

/** Narrows the conversations by kind and by name. */
export function useChatFilter(rooms: readonly RoomRow[]) {
  const [filter, setFilter] = useState<ChatFilter>("all");
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const shown = rooms.filter(
    (room) => FITS[filter](room) && (wanted === "" || room.name.toLocaleLowerCase().includes(wanted)),
  );
  const clear = () => {
    setFilter("all");
    setWords("");
  };
  return { filter, setFilter, words, setWords, shown, clear };
}

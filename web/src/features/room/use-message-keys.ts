import type { MessageRow } from "@paceline/protocol/port";
import type { KeyboardEvent } from "react";
import type { EntryRoom, MessageActs } from "./entry.ts";

/** Keys on a focused message: `r` replies, `e` edits. Deleting and reacting are in the actions that show with the focus. */
export function useMessageKeys(row: MessageRow, room: EntryRoom, acts: MessageActs) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (row.eventId === undefined || !room.may.send) return;
    if (event.key === "r") {
      event.preventDefault();
      acts.reply(row);
    } else if (event.key === "e" && row.mine && row.meetup === undefined) {
      event.preventDefault();
      acts.edit(row);
    }
  };
}

import type { MessageRow, RoomRow } from "@paceline/protocol/port";
import type { TimelineItem } from "./timeline-items.ts";

/** What a message hands back to the composer. */
export type MessageActs = { readonly reply: (row: MessageRow) => void; readonly edit: (row: MessageRow) => void };

export type EntryProps = {
  readonly item: TimelineItem;
  readonly room: RoomRow;
  readonly acts: MessageActs;
  /** The pointer or the focus is on it: its actions show. */
  readonly active: boolean;
  readonly onActive: () => void;
  /** The one row that Tab reaches; arrow keys go on from there. */
  readonly tabStop: boolean;
};

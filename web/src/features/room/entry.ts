import type { MessageRow, Person, RoomRow } from "@paceline/protocol/port";
import type { TimelineItem } from "./timeline-items.ts";

/** What a message hands back to the composer. */
export type MessageActs = {
  readonly reply: (row: MessageRow) => void;
  readonly edit: (row: MessageRow) => void;
  readonly suggest: (words: string, to: Person) => void;
};

/** What the messages ask of their room. The row of a room changes with each message, and this does not. */
export type EntryRoom = Pick<RoomRow, "id"> & { readonly may: Pick<RoomRow["may"], "send" | "redactOthers"> };

export type EntryProps = {
  readonly item: TimelineItem;
  readonly room: EntryRoom;
  readonly acts: MessageActs;
  /** The pointer or the focus is on it: its actions show. */
  readonly active: boolean;
  readonly onActive: () => void;
  /** The one row that Tab reaches; arrow keys go on from there. */
  readonly tabStop: boolean;
};

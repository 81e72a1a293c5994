import type { EventId, MxcUri, RoomId, UserId } from "../ids.ts";
import type { Failure } from "../result.ts";
import type { RichText } from "./rich-text.ts";
import type { Preview } from "./rows-rooms.ts";

/** States of something written here, each from evidence: stored, PUT under way, the server's event id, a receipt. */
export type Delivery =
  | { readonly is: "queued" }
  | { readonly is: "sending" }
  | { readonly is: "sent" }
  | { readonly is: "read"; readonly by: number }
  | { readonly is: "failed"; readonly failure: Failure };

export type Person = { readonly userId: UserId; readonly name: string; readonly avatar?: MxcUri };

export type Reaction = {
  readonly key: string;
  readonly count: number;
  readonly mine: boolean;
  /** Up to ten names for the tooltip. */
  readonly names: readonly string[];
};

type Placed = {
  /** Stable over echo and reload: the transaction id of what this device wrote, otherwise the event id. */
  readonly id: string;
  readonly eventId?: EventId;
  readonly ts: number;
};

export type MessageRow = Placed & {
  readonly is: "message";
  readonly sender: Person;
  readonly mine: boolean;
  readonly body: RichText;
  /** Plain source, for editing and copying. */
  readonly text: string;
  readonly notice: boolean;
  readonly emote: boolean;
  readonly edited: boolean;
  readonly replyTo?: {
    readonly eventId: EventId;
    readonly senderName: string;
    readonly preview: Preview;
  };
  readonly reactions: readonly Reaction[];
  readonly mentionsMe: boolean;
  /** Only on what this account wrote. */
  readonly delivery?: Delivery;
  /** Read by, newest first, without me. */
  readonly readBy: readonly Person[];
  /** Event id of a meetup card: the view shows the row of `meetups` with this id. */
  readonly meetup?: EventId;
  /** Event id of a hazard's report: the view shows the row of `hazards` with this id while it stands, and its words afterwards. */
  readonly hazard?: EventId;
  readonly announcement?: { readonly title?: string };
  /** Came in clear in a room that was already encrypted. */
  readonly clearInEncrypted: boolean;
};

export type DeletedRow = Placed & {
  readonly is: "deleted";
  readonly sender: Person;
  readonly mine: boolean;
};

/**
 * Why a message cannot be read, and what helps.
 * `before-join`: sent before this person was a member and not shared with them; `no-key-yet`: keys may still arrive;
 * `not-sent-to-us`: the sender withheld the key; `locked`: verify this device or use the recovery key; `broken`: damaged or forged.
 */
export type UndecryptableRow = Placed & {
  readonly is: "undecryptable";
  readonly sender: Person;
  readonly reason: "before-join" | "no-key-yet" | "not-sent-to-us" | "locked" | "broken";
};

/** What happened to the room; the view writes the words. */
export type NoticeRow = Placed & {
  readonly is: "notice";
  readonly sender: Person;
  readonly what:
    | {
        readonly kind:
          | "joined"
          | "left"
          | "invited"
          | "removed"
          | "banned"
          | "unbanned"
          | "asked"
          | "declined"
          | "profile";
        readonly target: Person;
      }
    | { readonly kind: "created" | "encrypted" | "avatar" | "power" }
    | { readonly kind: "name" | "topic"; readonly value: string };
};

/** Somebody began to share where they are. It tells no place: that is in the row of `shares` with this event's id. */
export type ShareBegunRow = Placed & {
  readonly is: "share";
  readonly sender: Person;
  readonly mine: boolean;
  readonly endsMs: number;
  /** It ended before `endsMs`. */
  readonly endedMs?: number;
};

/** Messages are missing here; `fillGap` gets them. */
export type GapRow = Placed & { readonly is: "gap"; readonly state: "open" | "loading" | "failed" };

/** An event no client of ours understands but that has a readable body, or none at all. */
export type TimelineRow = MessageRow | DeletedRow | UndecryptableRow | NoticeRow | ShareBegunRow | GapRow;

export type TimelineMeta = {
  readonly roomId: RoomId;
  /** What lies before the first row. */
  readonly older: "more" | "loading" | "failed" | "start";
  /** Last event this account has read when the room was opened: the "New" line goes after it. */
  readonly readUpTo?: EventId;
};

import type { Share } from "@paceline/domain/shares";
import type { EventId, TxnId, UserId } from "@paceline/protocol";
import type { RichText, UndecryptableRow } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";

export type UnreadableReason = UndecryptableRow["reason"];

/** Blocks of ours in a message: the title of a meetup card, the heading of an announcement; a hazard's report, or that one is gone. */
export type Blocks = {
  readonly meetup?: string;
  readonly announcement?: { readonly title?: string };
  readonly hazard?: "report" | "gone";
};

/** One event of a room's history, decoded once when it came in. */
export type TimelineEvent = {
  readonly is: "event";
  readonly id: EventId;
  /** Its place in the room: later is greater. Gaps between numbers leave room for what is fetched later. */
  readonly pos: number;
  /** After decryption. */
  readonly type: string;
  readonly content: Content;
  readonly sender: UserId;
  /** `origin_server_ts`, ms: a claim of the sender's server. */
  readonly ts: number;
  /** Present on state events only. */
  readonly stateKey?: string;
  readonly before?: Content;
  readonly txnId?: TxnId;
  /** Event this one relates to, and how. */
  readonly relation?: { readonly type: string; readonly target: EventId; readonly key?: string };
  readonly redacted: boolean;
  /** Was encrypted when it came. */
  readonly encrypted: boolean;
  /** What could not be read, kept whole for when its key arrives. */
  readonly unread?: { readonly reason: UnreadableReason; readonly wire: Content; readonly session: string };
  /** My membership when it was sent, where the server says (MSC4115). */
  readonly membership?: string;
  /** Text of a message as a tree; made when the message is decoded, so that showing it needs no parser. */
  readonly body?: RichText;
  /** The same for what of ours it carries. */
  readonly blocks?: Blocks;
  /** The same for a live share that it begins or ends. */
  readonly share?: Pick<Share, "endsMs" | "live">;
};

/** Events are missing before the next one. `token` goes to `/messages`. */
export type Gap = {
  readonly is: "gap";
  readonly id: string;
  readonly pos: number;
  readonly ts: number;
  readonly token: string;
};

export type TimelineItem = TimelineEvent | Gap;

/** Distance left free where a limited sync skipped events: more than any room will ever fill in between. */
export const GAP_SPAN = 1_000_000_000;

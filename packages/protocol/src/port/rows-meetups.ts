import type { MeetupBlock } from "../events/meetup.ts";
import type { AnswerStatus } from "../events/rsvp.ts";
import type { EventId, MxcUri, RoomId, UserId } from "../ids.ts";
import type { Delivery } from "./rows-timeline.ts";

export type Attendee = {
  readonly userId: UserId;
  readonly name: string;
  readonly avatar?: MxcUri;
  readonly guests: number;
  readonly pace?: string;
  readonly note?: string;
};

export type MeetupRow = {
  /** Event id of the card. */
  readonly id: EventId;
  readonly roomId: RoomId;
  readonly clubId?: RoomId;
  readonly clubName?: string;
  readonly encrypted: boolean;
  readonly author: UserId;
  readonly authorName: string;
  readonly block: MeetupBlock;
  readonly startMs: number;
  readonly endMs?: number;
  /** Something that people read is different from what was first posted. */
  readonly changed: boolean;
  /** My own answer with where it stands; `waiting` is my 1-based place on the waitlist. */
  readonly mine?: {
    readonly status: AnswerStatus;
    readonly guests: number;
    readonly pace?: string;
    readonly note?: string;
    readonly waiting?: number;
    readonly delivery: Delivery;
  };
  /** `roster`: the sequencer decided this order; `provisional`: computed here until it does. */
  readonly order: "roster" | "provisional";
  readonly confirmed: readonly Attendee[];
  readonly waitlist: readonly Attendee[];
  readonly maybe: readonly Attendee[];
  readonly no: readonly Attendee[];
  /** Heads, guests included. */
  readonly going: number;
  /** Seats left; absent without a limit. */
  readonly left?: number;
  readonly answersClosed: boolean;
  readonly may: { readonly answer: boolean; readonly change: boolean };
  /** The room that the card names as its own. `away`: nobody has invited me yet; `left`: I left it or declined. */
  readonly room?: { readonly id: RoomId; readonly standing: "in" | "invited" | "left" | "away" };
};

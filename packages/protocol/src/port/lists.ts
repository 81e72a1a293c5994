import type { TimerMode } from "../events/safety-timer.ts";
import type { ClubRow } from "./rows-clubs.ts";
import type { DeviceRow, SessionRow, VerificationRow } from "./rows-session.ts";
import type { MeetupRow } from "./rows-meetups.ts";
import type { AlertRow, CircleOfOthersRow, ContactRow, HazardRow, SafetyLogRow, TimerRow } from "./rows-safety.ts";
import type { ShareRow, TrackerRow, ZoneRow } from "./rows-shares.ts";
import type { MemberRow, RequestRow, RoomRow } from "./rows-rooms.ts";
import type { TimelineMeta, TimelineRow } from "./rows-timeline.ts";
import type { RoomId } from "../ids.ts";

type List<Params, Row extends { readonly id: string }, Meta = NoMeta> = {
  params: Params;
  row: Row;
  meta: Meta;
};
export type NoParams = Record<never, never>;
export type NoMeta = Record<never, never>;

/**
 * Everything a view can watch. A list is rows with a stable `id`, in the order to show, plus `meta` about the whole.
 * Single things are lists of one row, so that there is one mechanism.
 */
export type Lists = {
  /** One row: account, connection, encryption, outbox. */
  session: List<NoParams, SessionRow>;
  /** Joined rooms that are conversations (no spaces), newest activity first. `complete` is false until the first sync is through. */
  rooms: List<NoParams, RoomRow, { complete: boolean }>;
  /** Clubs (spaces of ours and plain Matrix spaces), by name. */
  clubs: List<NoParams, ClubRow>;
  /** A window that ends at the newest event; `loadOlder` makes it longer. */
  timeline: List<{ roomId: RoomId }, TimelineRow, TimelineMeta>;
  /** Joined, invited and knocking, strongest role first, then by name. */
  members: List<{ roomId: RoomId }, MemberRow>;
  /** Who is typing there, without me. */
  typing: List<{ roomId: RoomId }, { id: string; name: string }>;
  /** Cards of all clubs, by start; past ones of the last 60 days at most. */
  meetups: List<NoParams, MeetupRow>;
  /** Invites to me, my own open knocks, and people who ask to join a club where I may let them in. */
  requests: List<NoParams, RequestRow>;
  /** My own devices, this one first. */
  devices: List<NoParams, DeviceRow>;
  /** Verifications under way. */
  verifications: List<NoParams, VerificationRow>;
  /** Live shares of all rooms, mine first, then by name; those that ended stay for an hour. */
  shares: List<NoParams, ShareRow>;
  /** My safety circle in the order of alerting. `roomId` is absent until there is one. `code`: a safety code is set on this device. */
  circle: List<
    NoParams,
    ContactRow,
    {
      roomId?: RoomId;
      escalateMs: number;
      code: boolean;
      /** A timer of mine runs on another device, which alone can end it; known where the circle was told of it. */
      elsewhere?: { readonly dueMs: number; readonly mode: TimerMode };
    }
  >;
  /** Circles I am a contact in. */
  circlesOfOthers: List<NoParams, CircleOfOthersRow>;
  /** My timer: one row while it runs, and an hour after it ended. */
  timer: List<NoParams, TimerRow>;
  /** Alerts of my circle and of those I belong to, newest first. */
  alerts: List<NoParams, AlertRow>;
  /** Hazards that have not expired. */
  hazards: List<NoParams, HazardRow>;
  safetyLog: List<NoParams, SafetyLogRow>;
  zones: List<NoParams, ZoneRow>;
  trackers: List<NoParams, TrackerRow>;
};

export type ListName = keyof Lists;
export type Params<Name extends ListName> = Lists[Name]["params"];
export type Row<Name extends ListName> = Lists[Name]["row"];
export type Meta<Name extends ListName> = Lists[Name]["meta"];

/** One step from the last state of a list to the next, applied in order. */
export type Diff<R> =
  | { readonly op: "insert"; readonly index: number; readonly row: R }
  | { readonly op: "update"; readonly index: number; readonly row: R }
  | { readonly op: "move"; readonly from: number; readonly to: number }
  | { readonly op: "remove"; readonly index: number };

export type ListUpdate<R, M> =
  | { readonly is: "reset"; readonly rows: readonly R[]; readonly meta: M }
  | { readonly is: "diffs"; readonly diffs: readonly Diff<R>[]; readonly meta?: M };

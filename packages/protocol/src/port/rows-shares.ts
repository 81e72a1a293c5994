import type { MeetupPlace } from "../events/meetup.ts";
import type { EventId, RoomId, UserId } from "../ids.ts";
import type { Person } from "./rows-timeline.ts";

/** How exactly a share says where somebody is; the coarse ones snap to a fixed grid. */
export const PRECISIONS = ["exact", "500m", "town"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** A measured place. WGS 84 degrees, metres, metres a second, whole degrees; `ts` in ms since 1970 by the measuring device. */
export type Fix = {
  readonly ts: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_m?: number;
  readonly altitude_m?: number;
  readonly speed_mps?: number;
  readonly heading_deg?: number;
  readonly battery_pct?: number;
};

/** One live share, mine or another's, while it is live and for a while after. */
export type ShareRow = {
  /** The event that started it. */
  readonly id: EventId;
  readonly roomId: RoomId;
  readonly roomName: string;
  readonly person: Person;
  readonly mine: boolean;
  readonly startedMs: number;
  readonly endsMs: number;
  /** Computed here from time stamps too, so it is false in time also when nobody ended it. */
  readonly live: boolean;
  /** Only of my own. */
  readonly precision?: Precision;
  /** Who can see it now, without me; only of my own. */
  readonly viewers?: number;
  readonly last?: Fix;
  /** `last` came from a tracker. */
  readonly byTracker?: true;
  /** Earlier places of this share, oldest first, at most 500; without `last`. */
  readonly trail: readonly { readonly latitude: number; readonly longitude: number; readonly ts: number }[];
  /** Three expected positions in a row are missing. */
  readonly stale: boolean;
  /** Only of my own: what was measured last lies in one of my privacy zones, so nobody was told. */
  readonly hidden?: true;
  /** Only of my own: the server takes no positions of it, so nobody sees where I am. */
  readonly refused?: true;
  /** The card's word where its organisers said who leads and sweeps, else what the person says of themselves. */
  readonly part?: "lead" | "sweep";
  /** The meetup whose own room this is: its card names the room. */
  readonly meetup?: EventId;
};

/** Where a club meets next, for maps. */
export type MeetingPoint = { readonly cardId: EventId; readonly place: MeetupPlace };

/** A zone whose inside never leaves this device. Kept on this account's devices only, encrypted at rest. */
export type ZoneRow = {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly radius_m: number;
};

/** A phone that feeds a share. `config` opens the app with everything filled in, and is what the QR code shows; it holds the key. */
export type TrackerRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: "owntracks";
  readonly createdMs: number;
  /** Of the last position, by the phone's clock; also while nobody shares. */
  readonly lastMs?: number;
  /** What came last is sealed with another key: nobody can open it. */
  readonly wrongKey?: true;
  readonly owner: UserId;
};

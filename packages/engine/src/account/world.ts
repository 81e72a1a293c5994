import type { RoomId } from "@paceline/protocol";
import type { Timer } from "@paceline/domain/safety";
import type { DeviceRow, Fix, VerificationRow } from "@paceline/protocol/port";
import type { HazardBook } from "../hazards/book.ts";
import type { UnjoinedChannels } from "../lists/clubs.ts";
import type { RoomRowCache } from "../lists/rooms.ts";
import type { MeetupBook } from "../meetups/book.ts";
import type { Projection } from "../projection/projection.ts";
import type { CircleBook } from "../safety/book.ts";
import type { TrustBook } from "../safety/kept-trust.ts";
import type { ShareBook } from "../shares/book.ts";
import type { MyShare } from "../shares/mine.ts";
import type { TimelineList } from "../timeline/timeline-list.ts";
import type { Account } from "./account.ts";
import type { Protection } from "./keys.ts";
import type { Status } from "./status.ts";

/** Everything the lists are computed from: what is stored, and the little that lives in memory only. The engine alone changes it. */
export type World = {
  projection: Projection;
  account: Account | undefined;
  status: Status;
  readonly protection: Protection;
  readonly typing: Map<RoomId, readonly string[]>;
  readonly timelines: Map<RoomId, TimelineList>;
  readonly roomRows: RoomRowCache;
  book: MeetupBook;
  circles: CircleBook;
  shares: ShareBook;
  hazards: HazardBook;
  /** Shares that this device feeds. */
  myShares: readonly MyShare[];
  /** My safety timer as the engine runs it; before that it is read from the disk. */
  timer: Timer | undefined;
  /** Where I was last, in memory alone. */
  fix: Fix | undefined;
  /** Whether the people of my circles are who they were when emoji were compared; before the crypto module is there, it is read from the disk. */
  trust: TrustBook | undefined;
  unjoined: UnjoinedChannels;
  devices: readonly DeviceRow[];
  verifications: readonly VerificationRow[];
  /** Contents that broke their schema, by type. */
  readonly badEvents: Map<string, number>;
  syncs: number;
};

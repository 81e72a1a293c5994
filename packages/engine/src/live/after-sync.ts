import type { DeviceId, RoomId, UserId } from "@paceline/protocol";
import type { ClubChannel } from "@paceline/protocol/port";
import { childrenOf, unjoinedChannel } from "../clubs/hierarchy.ts";
import type { ClubParts } from "../clubs/membership.ts";
import { CompanionTender } from "../companions/tend-companions.ts";
import type { MeetupBook } from "../meetups/book.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import type { ShareBook } from "../shares/book.ts";
import { acceptExpected, expectedInvites } from "./auto-join.ts";
import { keepBellRule, PUSH_RULES } from "../safety/bell-rule.ts";
import { AutoFill } from "./auto-fill.ts";
import type { History } from "./history.ts";
import { MissedPositions } from "./missed-positions.ts";
import { sequence } from "./sequencer.ts";

export type AfterSyncParts = ClubParts & {
  readonly history: History;
  readonly outbox: Outbox;
  readonly book: MeetupBook;
  readonly shares: Pick<ShareBook, "all">;
  readonly me: UserId;
  readonly device: DeviceId;
  /** ms by the homeserver's clock, which dates what is compared with it. */
  readonly now: () => number;
  readonly onUnjoined: (space: RoomId, channels: readonly ClubChannel[]) => void;
  readonly onError: (where: string) => void;
};

/** What follows from a sync without anybody asking. All of it may fail and is tried again after the next one. */
export class AfterSync {
  readonly #parts: AfterSyncParts;
  readonly #fill: AutoFill;
  readonly #missed: MissedPositions;
  readonly #companions: CompanionTender;
  #memberships = new Map<RoomId, RoomRecord["membership"]>();
  readonly #children = new Map<RoomId, string>();
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: AfterSyncParts) {
    this.#parts = parts;
    this.#fill = new AutoFill(parts.projection, parts.history);
    this.#missed = new MissedPositions(parts.projection, parts.history, parts.shares);
    this.#companions = new CompanionTender(parts);
  }

  /** Returns at once. */
  run(): void {
    const { projection } = this.#parts;
    const invites = expectedInvites(projection.rooms, this.#memberships);
    this.#memberships = new Map([...projection.rooms.values()].map(({ id, membership }) => [id, membership]));
    const steps: [string, () => Promise<void>][] = [
      ["auto-join", () => acceptExpected(this.#parts, invites)],
      ["channels", () => this.#readChannels()],
      ["auto-fill", () => this.#fill.run()],
      ["positions", () => this.#missed.run()],
      ["bell-rule", () => keepBellRule(this.#parts.http, projection.accountData.get(PUSH_RULES))],
      ["sequencer", () => sequence(this.#parts, this.#parts.now())],
      ["retention", () => this.#parts.history.forgetOld(this.#parts.now())],
      ["companions", () => this.#companions.run()],
    ];
    for (const [where, step] of steps) this.#tail = this.#tail.then(step).catch(() => this.#parts.onError(where));
  }

  stop(): void {
    this.#fill.stop();
    this.#missed.stop();
  }

  /** Channels I am not in are described by the server, when the space's list of them changed. */
  async #readChannels(): Promise<void> {
    const { projection, http, onUnjoined } = this.#parts;
    for (const { id, space, membership, children } of projection.rooms.values()) {
      if (!space || membership !== "join") continue;
      const open = children.filter(({ roomId }) => projection.rooms.get(roomId)?.membership !== "join");
      const key = open.map(({ roomId }) => roomId).join(" ");
      if (this.#children.get(id) === key) continue;
      this.#children.set(id, key);
      const known = open.length === 0 ? [] : await childrenOf(http, id);
      const wanted = new Set(open.map(({ roomId }) => roomId));
      onUnjoined(id, known.filter(({ roomId }) => wanted.has(roomId)).map(unjoinedChannel));
    }
  }
}

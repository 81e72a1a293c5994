import type { ServerClock, Timer } from "./clock.ts";
import type { Content } from "./event.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

type Receipt = {
  readonly userId: string;
  readonly type: string;
  readonly eventId: string;
  readonly ts: number;
  readonly thread: string | undefined;
  readonly position: number;
};
export type EphemeralEvent = { readonly type: string; readonly room_id: string; readonly content: Content };

/** Who is typing where, and who has read what. */
export class Ephemeral {
  /** Told of what appservices are told: typing and public receipts. */
  readonly listeners: ((room: Room, event: EphemeralEvent) => void)[] = [];
  private readonly typing = new Map<string, { readonly users: Map<string, Timer>; position: number }>();
  private readonly receipts = new Map<string, Map<string, Receipt>>();
  private readonly rooms: Rooms;
  private readonly clock: ServerClock;

  constructor(rooms: Rooms, clock: ServerClock) {
    this.rooms = rooms;
    this.clock = clock;
  }

  setTyping(room: Room, userId: string, forMs: number | undefined): void {
    const here = this.typing.get(room.id) ?? { users: new Map<string, Timer>(), position: 0 };
    this.typing.set(room.id, here);
    const before = here.users.get(userId);
    before?.cancel();
    here.users.delete(userId);
    if (forMs !== undefined)
      here.users.set(
        userId,
        this.clock.after(forMs, () => this.setTyping(room, userId, undefined)),
      );
    if ((before !== undefined) === (forMs !== undefined)) return;
    here.position = this.rooms.touch(room);
    this.tell(room, { type: "m.typing", room_id: room.id, content: { user_ids: [...here.users.keys()] } });
  }

  /** A receipt never goes backwards; an own new one also changes the own unread counts. */
  setReceipt(room: Room, userId: string, type: string, eventId: string, thread: string | undefined): void {
    const here = this.receipts.get(room.id) ?? new Map<string, Receipt>();
    this.receipts.set(room.id, here);
    const name = `${userId} ${type} ${thread ?? ""}`;
    const index = room.event(eventId)?.index ?? -1;
    const before = here.get(name);
    if (before !== undefined && (room.event(before.eventId)?.index ?? -1) >= index) return;
    const receipt = { userId, type, eventId, ts: this.clock.now(), thread, position: this.rooms.touch(room) };
    here.set(name, receipt);
    if (type === "m.read") this.tell(room, { type: "m.receipt", room_id: room.id, content: asContent([receipt]) });
  }

  typingSince(roomId: string, position: number): Content | undefined {
    const here = this.typing.get(roomId);
    return here !== undefined && here.position > position ? { user_ids: [...here.users.keys()] } : undefined;
  }

  /** Receipts that the user may see: public ones, and own private ones. */
  receiptsSince(roomId: string, userId: string, position: number): Content | undefined {
    const seen = [...(this.receipts.get(roomId)?.values() ?? [])].filter(
      (receipt) => receipt.position > position && (receipt.type !== "m.read.private" || receipt.userId === userId),
    );
    return seen.length === 0 ? undefined : asContent(seen);
  }

  /** Index of the newest event that the user has read in the main timeline; -1 for none. */
  readUpTo(room: Room, userId: string): number {
    const here = this.receipts.get(room.id);
    const names = ["m.read ", "m.read main", "m.read.private ", "m.read.private main"];
    return Math.max(-1, ...names.map((name) => room.event(here?.get(`${userId} ${name}`)?.eventId ?? "")?.index ?? -1));
  }

  /** True when the user's own receipts changed since then. */
  ownReceiptSince(roomId: string, userId: string, position: number): boolean {
    return [...(this.receipts.get(roomId)?.values() ?? [])].some(
      (receipt) => receipt.userId === userId && receipt.position > position,
    );
  }

  private tell(room: Room, event: EphemeralEvent): void {
    for (const listener of this.listeners) listener(room, event);
  }
}

function asContent(receipts: readonly Receipt[]): Content {
  const content: Record<string, Record<string, Record<string, Content>>> = {};
  for (const { eventId, type, userId, ts, thread } of receipts) {
    ((content[eventId] ??= {})[type] ??= {})[userId] = thread === undefined ? { ts } : { ts, thread_id: thread };
  }
  return content;
}

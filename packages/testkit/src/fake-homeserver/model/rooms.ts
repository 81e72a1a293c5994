import { createHash } from "node:crypto";
import type { ServerClock } from "./clock.ts";
import { forbidden, MatrixError, notFound } from "./errors.ts";
import { redact, textOf, type Content, type NewEvent, type RoomEvent } from "./event.ts";
import { checkEvent } from "./event-rules.ts";
import { checkMembership } from "./membership-rules.ts";
import { Room } from "./room.ts";
import type { Stream } from "./stream.ts";

const canonicalSame = (left: Content, right: Content): boolean =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** All rooms. Every event of the server is born here, after its rules have been checked. */
export class Rooms {
  readonly all = new Map<string, Room>();
  /** User → room → membership, leaves and bans included. */
  readonly ofUser = new Map<string, Map<string, string>>();
  /** Told of every new event, in order. */
  readonly listeners: ((room: Room, event: RoomEvent) => void)[] = [];
  /** Profile part of the membership events that the server makes. */
  profileOf: (userId: string) => Content = () => ({});
  readonly serverName: string;
  private readonly clock: ServerClock;
  private readonly stream: Stream;
  private made = 0;

  constructor(serverName: string, clock: ServerClock, stream: Stream) {
    this.serverName = serverName;
    this.clock = clock;
    this.stream = stream;
  }

  /** An empty room; version 12 ids have no server part. */
  create(version: string): Room {
    const id = version === "12" ? `!${this.unique("room")}` : `!${this.unique("room").slice(0, 18)}:${this.serverName}`;
    const room = new Room(id, version);
    this.all.set(id, room);
    return room;
  }

  /** The room, for somebody who may know that it exists. */
  get(id: string): Room {
    const room = this.all.get(id);
    if (room === undefined) throw notFound(`Unknown room ${id}`);
    return room;
  }

  /** The room, for a member; everybody else gets 403. */
  getJoined(id: string, userId: string): Room {
    const room = this.all.get(id);
    if (room?.joined.has(userId) !== true) throw forbidden(`User ${userId} not in room ${id}`);
    return room;
  }

  isJoined(roomId: string, userId: string): boolean {
    return this.all.get(roomId)?.joined.has(userId) === true;
  }

  /** Sends after checking. The same state twice in a row by the same person is one event. */
  send(room: Room, event: NewEvent): RoomEvent {
    if (event.type === "m.room.member" && event.state_key !== undefined)
      return this.sendMember(room, event, event.state_key);
    checkEvent(room, event);
    const current = event.state_key === undefined ? undefined : room.state(event.type, event.state_key);
    if (current?.sender === event.sender && canonicalSame(current.content, event.content)) return current;
    return this.append(room, event);
  }

  /** Joins, invites, leaves … as their own calls do. */
  member(room: Room, sender: string, target: string, membership: string, content: Content = {}): RoomEvent {
    const profile = ["join", "invite", "knock"].includes(membership) ? this.profileOf(target) : {};
    return this.sendMember(
      room,
      { type: "m.room.member", sender, content: { ...profile, ...content, membership } },
      target,
    );
  }

  /** Unchecked: for the first events of a room, and for seeding. */
  append(room: Room, event: NewEvent): RoomEvent {
    const added = room.append(`$${this.unique("event")}`, this.stream.next(), this.clock.now(), event);
    if (added.type === "m.room.member" && added.state_key !== undefined) {
      const rooms = this.ofUser.get(added.state_key) ?? new Map<string, string>();
      this.ofUser.set(added.state_key, rooms.set(room.id, textOf(added.content["membership"]) ?? "leave"));
    }
    const target = added.type === "m.room.redaction" ? room.event(textOf(added.content["redacts"]) ?? "") : undefined;
    if (target !== undefined) redact(target, added);
    for (const listener of this.listeners) listener(room, added);
    this.stream.wakeWhere((userId) => room.joined.has(userId) || added.state_key === userId);
    return added;
  }

  /** Marks the room as changed by something that is no event (typing, receipts) and wakes its members. */
  touch(room: Room): number {
    room.touched = this.stream.next();
    this.stream.wakeWhere((userId) => room.joined.has(userId));
    return room.touched;
  }

  private sendMember(room: Room, event: NewEvent, target: string): RoomEvent {
    const membership = textOf(event.content["membership"]);
    if (membership === undefined) throw new MatrixError(400, "M_BAD_JSON", "membership is required");
    checkMembership(room, { sender: event.sender, target, membership }, this);
    const current = room.state("m.room.member", target);
    if (current?.sender === event.sender && canonicalSame(current.content, event.content)) return current;
    return this.append(room, { ...event, state_key: target });
  }

  private unique(what: string): string {
    this.made += 1;
    return createHash("sha256").update(`${this.serverName} ${what} ${this.made}`).digest("base64url");
  }
}

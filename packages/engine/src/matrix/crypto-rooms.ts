import { MatrixEvent, Room, RoomMemberEvent } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import type { RoomId } from "@paceline/protocol";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import { stateEvent, stateKeyOf } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";

/** State that decides for whom a message is encrypted. */
const RELEVANT = new Set(["m.room.create", "m.room.member", "m.room.encryption", "m.room.history_visibility"]);

/**
 * The SDK's encryption asks a `Room` who is in it. These are made from the projection when a room is first written to, and follow each committed batch;
 * a start with a thousand rooms makes none.
 */
export class CryptoRooms {
  readonly #client: MatrixClient;
  readonly #projection: Projection;
  readonly #rooms = new Map<RoomId, Promise<{ room: Room; state: RoomState }>>();

  constructor(client: MatrixClient, projection: Projection) {
    this.#client = client;
    this.#projection = projection;
  }

  get crypto(): CryptoBackend {
    return this.#client.getCrypto() as CryptoBackend;
  }

  /** Ready to encrypt for. Rejects where the room's encryption has no algorithm we know. */
  async ensure(id: RoomId): Promise<Room> {
    const known = this.#rooms.get(id);
    if (known !== undefined) return (await known).room;
    const making = this.#make(id);
    this.#rooms.set(id, making);
    making.catch(() => this.#rooms.delete(id));
    return (await making).room;
  }

  /** Takes over what a committed batch changed in rooms that were made. */
  async follow(batch: Pick<Batch, "states">): Promise<void> {
    for (const [id, state] of batch.states) {
      const made = await this.#rooms.get(id);
      if (made === undefined) continue;
      const changed = [...state.values()].filter(
        (event) => made.state.get(stateKeyOf(event.type, event.key)) !== event,
      );
      made.state = state;
      this.#apply(made.room, changed);
    }
  }

  async #make(id: RoomId): Promise<{ room: Room; state: RoomState }> {
    const state = await this.#projection.state(id);
    const room = new Room(id, this.#client, this.#client.getSafeUserId(), {});
    this.#apply(room, [...state.values()]);
    const encryption = stateEvent(state, "m.room.encryption");
    if (encryption === undefined) throw new Error("room state lacks m.room.encryption");
    await this.crypto.onCryptoEvent(room, eventOf(id, encryption));
    return { room, state };
  }

  #apply(room: Room, events: readonly StateEvent[]): void {
    const relevant = events
      .filter(({ type }) => RELEVANT.has(type))
      .map((event) => eventOf(room.roomId as RoomId, event));
    const before = new Map(room.getMembers().map((member) => [member.userId, member.membership]));
    room.currentState.setStateEvents(relevant);
    for (const event of relevant) {
      const member = event.getType() === "m.room.member" ? room.getMember(event.getStateKey() ?? "") : null;
      if (member !== null) this.#client.emit(RoomMemberEvent.Membership, event, member, before.get(member.userId));
    }
  }
}

const eventOf = (room: RoomId, { type, key, content, sender, id, ts }: StateEvent): MatrixEvent =>
  new MatrixEvent({
    type,
    state_key: key,
    content: { ...content },
    sender,
    event_id: id,
    origin_server_ts: ts,
    room_id: room,
  });

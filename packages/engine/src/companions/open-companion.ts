import { isOver, withCompanion } from "@paceline/domain";
import { failed, isRoomId, NS, ok } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import { cardToChange, changeCard, mayChange } from "../commands/change-card.ts";
import type { Answer, Handlers } from "../commands/handlers.ts";
import { peersOf } from "../lists/rooms.ts";
import { arrivalOf, arrivalOfEncrypted } from "../live/arrival.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { MeetupBook } from "../meetups/book.ts";
import type { Dossier } from "../meetups/dossier.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { languageOf } from "../projection/session-record.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { claiming, isFor, isMade } from "./companions.ts";
import { companionRoom } from "./make-companion.ts";

export type CompanionParts = {
  readonly http: Http;
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: MeetupBook;
  readonly session: () => SessionRecord;
  /** ms */
  readonly now: () => number;
};

/**
 * Opens a meetup's own room. Whatever was done before a crash, or on another device that the server has heard of, is found and finished. Two devices at the very same moment may make two: the
 * card names one, and `tendCompanions` leaves the other.
 */
export function companionHandlers(parts: CompanionParts): Handlers<"openMeetupRoom"> {
  const { http, projection, outbox, session, now } = parts;
  const opening = new Map<EventId, Answer<{ roomId: RoomId }>>();

  /** The room that counts already. One that I have left is no way back in, so it may be replaced. */
  function named({ now: { meetup } }: Dossier): RoomId | undefined {
    const room = meetup.companion_room;
    return room !== undefined && projection.rooms.get(room)?.membership !== "leave" ? room : undefined;
  }

  async function mine(card: EventId): Promise<RoomId | undefined> {
    await hearOfRooms(http, projection, card);
    for (const { id } of claiming(projection.rooms, card))
      if (isMade(await projection.state(id), session().userId)) return id;
    return undefined;
  }

  async function make({ id: card, now: { meetup, author } }: Dossier): Promise<RoomId> {
    const { userId: me, features } = session();
    const language = languageOf(session());
    const organisers = new Set([author, ...meetup.organizers].filter((user) => user !== me));
    const body = companionRoom({ me, card, meetup, organisers, version: features.roomVersion, language });
    const { room_id: id } = await http.call("POST", "/createRoom", { body });
    if (!isRoomId(id)) throw new Error("answer without room id");
    await arrivalOfEncrypted(projection, id);
    return id;
  }

  async function open(cardId: EventId): Answer<{ roomId: RoomId }> {
    const before = await cardToChange(parts, cardId);
    if (before === undefined) return failed("not-found", "never");
    const me = session().userId;
    if (!mayChange(before, me)) return failed("forbidden", "never");
    const there = named(before);
    if (there !== undefined) return ok({ roomId: there });
    if (before.now.meetup.status === "cancelled" || isOver(before.now.meetup, now()))
      return failed("invalid-input", "never");
    try {
      const roomId = (await mine(cardId)) ?? (await make(before));
      const dossier = await cardToChange(parts, cardId);
      if (dossier === undefined) return failed("not-found", "never");
      const meanwhile = named(dossier);
      if (meanwhile !== undefined) return ok({ roomId: meanwhile });
      const sent = await changeCard(
        { outbox, me, language: languageOf(session()) },
        dossier,
        withCompanion(dossier.now.meetup, roomId),
      );
      return sent.ok ? ok({ roomId }) : sent;
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    openMeetupRoom({ cardId }) {
      const running = opening.get(cardId) ?? open(cardId).finally(() => opening.delete(cardId));
      opening.set(cardId, running);
      return running;
    },
  };
}

/** Waits for rooms of this card that I am in by the server's word and that syncs have told nothing of yet, or their beginning alone. */
async function hearOfRooms(http: Http, projection: Projection, card: EventId): Promise<void> {
  const { joined_rooms: all } = await http.call("GET", "/joined_rooms");
  const peers = peersOf(projection.accountData.get("m.direct") ?? {});
  const isNews = (id: RoomId): boolean => {
    const room = projection.rooms.get(id);
    // A room's name is the last that a server says of a new one.
    return room?.membership !== "join" || (room.name === undefined && room.channel === undefined && !peers.has(id));
  };
  for (const id of (Array.isArray(all) ? (all as unknown[]) : []).filter(isRoomId).filter(isNews)) {
    const channel = await http.call("GET", path("rooms", id, "state", `${NS}.channel`)).catch(() => ({}));
    if ("card" in channel && channel["card"] === card) await arrivalOf(projection, id, (room) => isFor(room, card));
  }
}

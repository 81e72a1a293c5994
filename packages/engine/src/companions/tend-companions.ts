import { COMPANION_INVITATION, companionRenamed, whomToInvite } from "@paceline/domain";
import type { Membership } from "@paceline/domain";
import { isUserId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { mayChange } from "../commands/change-card.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { MeetupBook } from "../meetups/book.ts";
import { dossierIn } from "../meetups/dossier.ts";
import type { Dossier } from "../meetups/dossier.ts";
import type { Projection } from "../projection/projection.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { languageOf } from "../projection/session-record.ts";
import { stateEvent, text } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import { claiming, companionOf, isMade } from "./companions.ts";

export type TendParts = {
  readonly http: Http;
  readonly projection: Projection;
  readonly book: MeetupBook;
  readonly me: UserId;
  /** ms */
  readonly now: () => number;
};

/** A room that another one has replaced is left after this: until then the change of the card that names it may be on its way. */
const SETTLED_MS = 10 * 60 * 1_000;

/** Looks after the rooms of the meetups that this account organises: names one after its meetup as that is now, invites who answered since, and leaves a room made twice. What fails is tried again after the next sync. */
export class CompanionTender {
  readonly #parts: TendParts;
  /** What the server does not let us do, whoever is invited (until something happens between them and the room) or whatever a room is called; asked again by the next start. */
  readonly #refused = new Set<string>();

  constructor(parts: TendParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { projection, book, me } = this.#parts;
    for (const events of await book.all()) {
      const dossier = dossierIn(book, events, await projection.state(events.room));
      if (dossier?.now.meetup.companion_room === undefined || !mayChange(dossier, me)) continue;
      const room = companionOf(dossier, projection.rooms);
      if (room === undefined) continue;
      if (room.rights.rename) await this.#rename(room, dossier);
      if (room.rights.invite) await this.#invite(room.id, dossier);
      await this.#leaveOthers(room.id, dossier);
    }
  }

  async #rename({ id, name }: RoomRecord, { now }: Dossier): Promise<void> {
    const wanted = name === undefined ? undefined : companionRenamed(name, now);
    if (wanted === undefined) return;
    await this.#unlessRefused(`${id} ${wanted}`, () =>
      this.#parts.http.call("PUT", path("rooms", id, "state", "m.room.name", ""), { body: { name: wanted } }),
    );
  }

  async #invite(room: RoomId, { standing, now: { meetup, author } }: Dossier): Promise<void> {
    const { http, projection, now, me } = this.#parts;
    const { session } = projection;
    if (session === undefined) return;
    const reason = COMPANION_INVITATION[languageOf(session)];
    const state = await projection.state(room);
    const membership = (user: UserId): Membership | undefined => membershipIn(state, user);
    for (const user of whomToInvite({ meetup, author, standing, membership, now: now() })) {
      if (user === session.bot || user === me) continue;
      await this.#unlessRefused(`${room} ${user} ${membership(user)?.ts}`, () =>
        http.call("POST", path("rooms", room, "invite"), { body: { user_id: user, reason } }),
      );
    }
  }

  async #unlessRefused(what: string, ask: () => Promise<unknown>): Promise<void> {
    if (this.#refused.has(what)) return;
    try {
      await ask();
    } catch (error) {
      if (failureOf(error).failure.retry !== "never") throw error;
      this.#refused.add(what);
    }
  }

  async #leaveOthers(named: RoomId, { id }: Dossier): Promise<void> {
    const { http, projection, now, me } = this.#parts;
    for (const { id: other } of claiming(projection.rooms, id)) {
      const state = await projection.state(other);
      const madeMs = stateEvent(state, "m.room.create")?.ts ?? Infinity;
      if (other === named || !isMade(state, me) || madeMs > now() - SETTLED_MS) continue;
      await http.call("POST", path("rooms", other, "leave"), { body: {} });
    }
  }
}

function membershipIn(state: RoomState, user: UserId): Membership | undefined {
  const event = stateEvent(state, "m.room.member", user);
  const is = text(event?.content["membership"]);
  if (event === undefined || is === undefined || !isUserId(event.sender)) return undefined;
  return { is, ts: event.ts, own: event.sender === user };
}

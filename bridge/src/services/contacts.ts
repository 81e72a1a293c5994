import { createHash } from "node:crypto";
import { CIRCLE_KEPT_MS } from "@paceline/domain/safety";
import { BEACON_INFO, failed, isUserId, localpart, NS, ok } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import { ghostId } from "../mapping/ghost-id.ts";
import { nameOf } from "../mapping/known.ts";
import type { Known } from "../mapping/known.ts";
import type { Learn } from "../outbox/perform.ts";
import type { Ghost, GhostStore } from "../store/ghost-store.ts";
import type { RoomStore } from "../store/room-store.ts";
import { ensureRoom } from "./ensure-room.ts";
import type { Ghosts } from "./ghosts.ts";

/** `NOT_FOUND`: nobody of that id. */
export type ContactFailure = "NOT_FOUND" | "UNREACHABLE" | "REFUSED";
export type Contact = { readonly id: string; readonly name: string; readonly status: "asked" | "accepted" };

/** Emergency contacts of ghosts: the members of a clear circle that belongs to the athlete. */
export interface Contacts {
  list(ghost: Ghost): readonly Contact[];
  /** Asks them; they count once they have joined. Makes the circle where there is none. */
  add(ghost: Ghost, contact: string): Promise<Result<Contact, ContactFailure>>;
  remove(ghost: Ghost, contact: string): Promise<Result<null, ContactFailure>>;
  /** The caller becomes a contact of this athlete of the same platform, who has asked. */
  accept(ghost: Ghost, athlete: string): Promise<Result<null, ContactFailure>>;
}

type Parts = {
  readonly store: GhostStore;
  readonly ghosts: Ghosts;
  readonly homeserver: Pick<Homeserver, "join" | "state" | "stableRoomVersions">;
  readonly rooms: Pick<RoomStore, "put">;
  readonly learn: Learn;
  readonly known: () => Known;
};

export const createContacts = ({ store, ghosts, homeserver, rooms, learn, known }: Parts): Contacts => {
  const circleOf = async (ghost: Ghost): Promise<Result<RoomId, ContactFailure>> => {
    const { circle } = store.get(ghost.user) ?? ghost;
    if (circle !== undefined) return ok(circle);
    const { bot } = known();
    const versions = await homeserver.stableRoomVersions();
    if (!versions.ok) return lost(versions.failure);
    const room = await ensureRoom(ghosts.as(ghost.user), bot, {
      aliasName: `${localpart(bot)}_circle_${createHash("sha256").update(ghost.user).digest("hex").slice(0, 32)}`,
      request: circleRequest(ghost, versions.value.includes("12") ? "12" : "11", bot),
      marker: `${NS}.channel`,
    });
    if (!room.ok) return lost(room.failure);
    const joined = await homeserver.join(room.value);
    if (!joined.ok) return lost(joined.failure);
    const state = await homeserver.state(room.value);
    if (!state.ok) return lost(state.failure);
    learn(room.value, state.value);
    store.put({ ...ghost, circle: room.value });
    return ok(room.value);
  };

  /** What the homeserver has just done counts at once, and not when it tells us. */
  const note = (room: RoomId, user: UserId, membership: "invite" | "join" | "leave"): void => {
    const name = ghosts.get(user)?.name;
    const content = { membership, ...(name !== undefined && { displayname: name }) };
    rooms.put({ room, type: "m.room.member", key: user, sender: known().bot, content });
  };

  /** An athlete of the same platform, or somebody with a Matrix account. */
  const userOf = ({ platform }: Ghost, contact: string): UserId | undefined =>
    isUserId(contact) ? contact : ghostId(known().bot, platform, contact);
  const idOf = ({ platform }: Ghost, user: UserId): string => {
    const other = ghosts.get(user);
    return other?.platform === platform ? other.athlete : user;
  };

  return {
    list: (ghost) => {
      const { circle } = ghost;
      if (circle === undefined) return [];
      return known()
        .rooms.states(circle, "m.room.member")
        .filter(({ key, content }) => isOther(ghost, known(), key) && STATUS.has(content["membership"]))
        .map(({ key, content }) => ({
          id: idOf(ghost, key as UserId),
          name: nameOf(known(), circle, key as UserId),
          status: STATUS.get(content["membership"]) ?? "asked",
        }));
    },

    add: async (ghost, contact) => {
      const user = userOf(ghost, contact);
      if (user === undefined || !isOther(ghost, known(), user)) return failed("NOT_FOUND", "never");
      if (!isUserId(contact)) {
        const made = await ghosts.ensure(ghost.platform, contact, undefined);
        if (!made.ok) return failed(made.failure.retry === "never" ? "NOT_FOUND" : "UNREACHABLE", made.failure.retry);
      }
      const circle = await circleOf(ghost);
      if (!circle.ok) return circle;
      const member = known().rooms.state(circle.value, "m.room.member", user)?.content["membership"];
      const status = STATUS.get(member);
      if (status === undefined) {
        const invited = await ghosts.as(ghost.user).invite(circle.value, user);
        if (!invited.ok) return lost(invited.failure);
        note(circle.value, user, "invite");
      }
      return ok({ id: idOf(ghost, user), name: nameOf(known(), circle.value, user), status: status ?? "asked" });
    },

    remove: async (ghost, contact) => {
      const [user, { circle }] = [userOf(ghost, contact), ghost];
      if (user === undefined || circle === undefined || !isOther(ghost, known(), user)) return ok(null);
      const removed = await ghosts.as(ghost.user).kick(circle, user);
      // Who is not there need not be removed.
      if (!removed.ok && removed.failure.retry !== "never") return lost(removed.failure);
      note(circle, user, "leave");
      return ok(null);
    },

    accept: async (ghost, athlete) => {
      const asking = ghostId(known().bot, ghost.platform, athlete);
      const circle = asking && ghosts.get(asking)?.circle;
      if (circle === undefined) return failed("NOT_FOUND", "never");
      const joined = await ghosts.as(ghost.user).join(circle);
      if (!joined.ok) return joined.failure.retry === "never" ? failed("NOT_FOUND", "never") : lost(joined.failure);
      note(circle, ghost.user, "join");
      return ok(null);
    },
  };
};

const STATUS: ReadonlyMap<unknown, Contact["status"]> = new Map([
  ["invite", "asked"],
  ["join", "accepted"],
]);
const isOther = ({ user }: Ghost, { bot }: Known, other: string): boolean => other !== user && other !== bot;

const lost = ({ retry }: { readonly retry: "now" | "later" | "never" }) =>
  failed(retry === "never" ? "REFUSED" : "UNREACHABLE", retry);

/** Body of `POST /createRoom`: the athlete owns it, the bot is let in so that it can alert. */
const circleRequest = ({ platform, name }: Ghost, version: string, bot: UserId): object => ({
  room_version: version,
  preset: "private_chat",
  visibility: "private",
  name: `${name} – safety circle`,
  invite: [bot],
  initial_state: [
    { type: `${NS}.channel`, state_key: "", content: { v: 1, kind: "circle" } },
    { type: `${NS}.platform`, state_key: "", content: { v: 1, platform } },
    // Servers forget positions and words of alerts as those of any other circle (MSC1763).
    { type: "m.room.retention", state_key: "", content: { max_lifetime: CIRCLE_KEPT_MS } },
    // Our alias is for us: no client shall show it as the room's address.
    { type: "m.room.canonical_alias", state_key: "", content: {} },
  ],
  // Replaces the server's own map, so what it would say is repeated.
  power_level_content_override: {
    events: {
      "m.room.name": 50,
      "m.room.avatar": 50,
      "m.room.canonical_alias": 50,
      "m.room.power_levels": 100,
      "m.room.history_visibility": 100,
      "m.room.encryption": 100,
      "m.room.server_acl": 100,
      "m.room.tombstone": 100,
      [BEACON_INFO]: 0,
    },
    invite: 50,
  },
});

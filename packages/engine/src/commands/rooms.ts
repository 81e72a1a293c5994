import { failed, isRoomId, isUserId, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { CHAT_EVENT_LEVELS, lettingShare } from "@paceline/domain";
import { joinClub } from "../clubs/membership.ts";
import type { Content, RoomWriter } from "../matrix/client-port.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { record, stateContent, text } from "../projection/room-state.ts";
import { peersOf } from "../lists/rooms.ts";
import { arrivalOfEncrypted } from "../live/arrival.ts";
import type { Sharing } from "../live/history-sharing.ts";
import type { Answer, Handlers } from "./handlers.ts";

export type RoomCommand =
  | "startDirect"
  | "createGroup"
  | "renameRoom"
  | "letShare"
  | "invite"
  | "acceptInvite"
  | "declineInvite"
  | "leave"
  | "removeMember"
  | "setTyping"
  | "findPeople";

export type RoomParts = {
  readonly http: Http;
  readonly writer: RoomWriter;
  readonly projection: Projection;
  readonly sharing: Sharing;
  readonly me: UserId;
  readonly roomVersion: () => "11" | "12";
};

const ENCRYPTED = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
const POWER = "m.room.power_levels";
const PEOPLE_FOUND = 30;

/** How long others see somebody typing without news (ms); a page says it again while it lasts. */
const TYPING_MS = 5_000;

/** Commands about rooms and people. */
export function roomHandlers(parts: RoomParts): Handlers<RoomCommand> {
  const { http, projection, sharing, me } = parts;
  const post = (to: string, body: Content): Answer<null> =>
    http.call("POST", to, { body }).then(() => ok(null), failureOf);

  return {
    async startDirect({ userId }) {
      if (!isUserId(userId) || userId === me) return failed("invalid-input", "never");
      const known = await directWith(projection, userId);
      if (known !== undefined) return ok({ roomId: known });
      const made = await create(parts, { preset: "trusted_private_chat", invite: [userId], is_direct: true });
      if (!made.ok) return made;
      await rememberDirect(parts, userId, made.value.roomId);
      return made;
    },
    createGroup: ({ name, userIds }) =>
      create(parts, { preset: "private_chat", name: name.trim(), invite: [...userIds] }),
    async renameRoom({ roomId, name }) {
      const done = await parts.writer.putState(roomId, "m.room.name", "", { name: name.trim() });
      return done.ok ? ok(null) : done;
    },
    async letShare({ roomId }) {
      try {
        // As they are now: what others changed meanwhile must not be undone.
        const levels = await http.call("GET", path("rooms", roomId, "state", POWER, ""));
        const done = await parts.writer.putState(roomId, POWER, "", lettingShare(levels));
        return done.ok ? ok(null) : done;
      } catch (error) {
        return failureOf(error);
      }
    },
    async invite({ roomId, userIds }) {
      let shared = true;
      for (const userId of userIds) {
        const done = await sharing.invite(roomId, userId);
        if (!done.ok) return done;
        shared &&= done.value.historyShared;
      }
      return ok({ historyShared: shared });
    },
    async acceptInvite({ roomId }) {
      const { asked, space } = projection.rooms.get(roomId) ?? {};
      const done = await (space === true ? joinClub(parts, roomId, []) : sharing.join(roomId, []));
      if (done.ok && asked?.direct === true) await rememberDirect(parts, asked.from, roomId);
      return done;
    },
    declineInvite: ({ roomId }) => post(path("rooms", roomId, "leave"), {}),
    leave: ({ roomId }) => post(path("rooms", roomId, "leave"), {}),
    removeMember: ({ roomId, userId, reason }) =>
      post(path("rooms", roomId, "kick"), { user_id: userId, ...(reason === undefined ? {} : { reason }) }),
    setTyping: ({ roomId, typing }) =>
      http
        .call("PUT", path("rooms", roomId, "typing", me), {
          body: typing ? { typing, timeout: TYPING_MS } : { typing },
        })
        .then(() => ok(null), failureOf),
    async findPeople({ query }) {
      try {
        const body = { search_term: query, limit: PEOPLE_FOUND };
        const answer = await http.call("POST", "/user_directory/search", { body });
        return ok({ people: peopleOf(answer, query, me), limited: answer["limited"] === true });
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

async function create({ http, projection, roomVersion }: RoomParts, body: Content): Answer<{ roomId: RoomId }> {
  try {
    const answer = await http.call("POST", "/createRoom", {
      body: {
        visibility: "private",
        room_version: roomVersion(),
        initial_state: [ENCRYPTED],
        power_level_content_override: { events: CHAT_EVENT_LEVELS },
        ...body,
      },
    });
    const id = answer["room_id"];
    if (!isRoomId(id)) return failed("internal", "never", "answer without room id");
    await arrivalOfEncrypted(projection, id);
    return ok({ roomId: id });
  } catch (error) {
    return failureOf(error);
  }
}

/** A direct chat with this person that neither of us has left. */
export async function directWith(projection: Projection, user: UserId): Promise<RoomId | undefined> {
  const peers = peersOf(projection.accountData.get("m.direct") ?? {});
  for (const [room, peer] of peers) {
    if (peer !== user || projection.rooms.get(room)?.membership !== "join") continue;
    const { membership } = stateContent(await projection.state(room), "m.room.member", user);
    if (membership === "join" || membership === "invite") return room;
  }
  return undefined;
}

async function rememberDirect({ http, me }: RoomParts, user: UserId, room: RoomId): Promise<void> {
  const where = path("user", me, "account_data", "m.direct");
  const current: Content = await http.call("GET", where).catch(() => ({}));
  const known = current[user];
  const rooms = new Set([...(Array.isArray(known) ? (known as unknown[]) : []), room]);
  await http.call("PUT", where, { body: { ...current, [user]: [...rooms] } });
}

function peopleOf(answer: Content, query: string, me: UserId) {
  const found = (Array.isArray(answer["results"]) ? answer["results"] : []).map(record).flatMap((person) => {
    const { user_id: userId, display_name: name, avatar_url: avatar } = person;
    if (!isUserId(userId) || userId === me) return [];
    const picture = typeof avatar === "string" && avatar.startsWith("mxc://") ? { avatar: avatar as never } : {};
    return [{ userId, name: text(name) ?? userId, ...picture }];
  });
  const typed = query.trim();
  return isUserId(typed) && typed !== me && !found.some(({ userId }) => userId === typed)
    ? [{ userId: typed, name: typed }, ...found]
    : found;
}

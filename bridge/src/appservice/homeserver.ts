import { failed, isEventId, isRoomId, ok } from "@paceline/protocol";
import type { EventId, Result, RoomId, UserId } from "@paceline/protocol";
import { path } from "./request.ts";
import type { Call, HomeserverCode } from "./request.ts";
import { isRecord } from "./transaction.ts";

export type StateEvent = {
  readonly type: string;
  readonly state_key: string;
  readonly sender: string;
  readonly content: Readonly<Record<string, unknown>>;
};
export type Page = { readonly events: readonly unknown[]; readonly next: string | undefined };
type Answer<T> = Promise<Result<T, HomeserverCode>>;

/** What the bridge asks of its homeserver, as the bot or as one of its ghosts (spec, "Client-Server API"). */
export interface Homeserver {
  /** Makes the homeserver call us back, and deliver at once what it holds back (spec, "Ping"). */
  ping(appserviceId: string): Answer<null>;
  /** Answered by every homeserver, without effort: whether it is there. */
  versions(): Answer<null>;
  joinedRooms(): Answer<readonly RoomId[]>;
  /** Events of a room, newest first, with where the next page begins (`undefined`: there is none). */
  messages(room: RoomId, from: string | undefined): Answer<Page>;
  /** Gives the bot the name that people read; costs nothing where it has it. */
  setName(name: string): Answer<null>;
  /** Makes a ghost's account, without a session; done where it exists (spec, "Server admin style permissions"). */
  register(localpart: string): Answer<null>;
  /** Room versions that the homeserver calls stable. */
  stableRoomVersions(): Answer<readonly string[]>;
  /** `TAKEN`: a room made for the same alias exists. */
  createRoom(request: object): Answer<RoomId>;
  roomOfAlias(alias: string): Answer<RoomId>;
  removeAlias(alias: string): Answer<null>;
  state(room: RoomId): Answer<readonly StateEvent[]>;
  stateContent(room: RoomId, type: string, key: string): Answer<Readonly<Record<string, unknown>>>;
  setState(room: RoomId, type: string, key: string, content: object): Answer<EventId>;
  /** The same `txn` sends once, over restarts of both sides. */
  send(room: RoomId, type: string, txn: string, content: object): Answer<EventId>;
  invite(room: RoomId, user: UserId): Answer<null>;
  join(room: RoomId): Answer<null>;
  leave(room: RoomId, reason: string): Answer<null>;
  /** Takes an invitation or a membership back. */
  kick(room: RoomId, user: UserId): Answer<null>;
  /** Lists a room in the public directory. */
  publish(room: RoomId): Answer<null>;
}

const PAGE_SIZE = "50";
const v3 = (parts: TemplateStringsArray, ...ids: readonly string[]): string =>
  `/_matrix/client/v3${path(parts, ...ids)}`;

/**
 * A device without keys, made so that the homeserver remembers transaction ids on disk (MSC4326): without one it forgets
 * them when it restarts. Nothing can be encrypted for it.
 */
const DEVICE = "PACELINE";

export const createHomeserver = (call: Call, bot: UserId): Homeserver => {
  /** `true` once the homeserver has the device; asked again until then. Servers without MSC4190 never do. */
  let hasDevice: Promise<boolean> | undefined;
  const device = async (): Promise<boolean> => {
    hasDevice ??= call({
      method: "PUT",
      path: v3`/devices/${DEVICE}`,
      body: { display_name: "Paceline bridge" },
    }).then((answer) => {
      if (!answer.ok && answer.failure.retry !== "never") hasDevice = undefined;
      return answer.ok;
    });
    return hasDevice;
  };

  return {
    ping: async (id) =>
      nothing(await call({ method: "POST", path: path`/_matrix/client/v1/appservice/${id}/ping`, body: {} })),
    versions: async () => nothing(await call({ method: "GET", path: "/_matrix/client/versions" })),
    joinedRooms: async () => {
      const answer = await call({ method: "GET", path: v3`/joined_rooms` });
      if (!answer.ok) return answer;
      const rooms = field(answer.value, "joined_rooms");
      return ok(Array.isArray(rooms) ? rooms.filter(isRoomId) : []);
    },
    messages: async (room, from) => {
      const query = { dir: "b", limit: PAGE_SIZE, ...(from !== undefined && { from }) };
      const answer = await call({ method: "GET", path: v3`/rooms/${room}/messages`, query });
      if (!answer.ok) return answer;
      const [events, next] = [field(answer.value, "chunk"), field(answer.value, "end")];
      return ok({ events: Array.isArray(events) ? events : [], next: typeof next === "string" ? next : undefined });
    },
    setName: async (name) => {
      const at = v3`/profile/${bot}/displayname`;
      const now = await call({ method: "GET", path: at });
      if (now.ok && field(now.value, "displayname") === name) return ok(null);
      return nothing(await call({ method: "PUT", path: at, body: { displayname: name } }));
    },
    register: async (localpart) => {
      const body = { type: "m.login.application_service", username: localpart, inhibit_login: true };
      const answer = await call({ method: "POST", path: v3`/register`, body });
      return answer.ok || answer.failure.cause !== "M_USER_IN_USE" ? nothing(answer) : ok(null);
    },
    stableRoomVersions: async () => {
      const answer = await call({ method: "GET", path: v3`/capabilities` });
      return answer.ok ? ok(stableVersions(answer.value)) : answer;
    },
    createRoom: async (request) => roomIdOf(await call({ method: "POST", path: v3`/createRoom`, body: request })),
    roomOfAlias: async (alias) => roomIdOf(await call({ method: "GET", path: v3`/directory/room/${alias}` })),
    removeAlias: async (alias) => nothing(await call({ method: "DELETE", path: v3`/directory/room/${alias}` })),
    state: async (room) => {
      const answer = await call({ method: "GET", path: v3`/rooms/${room}/state` });
      return answer.ok ? ok(Array.isArray(answer.value) ? answer.value.filter(isStateEvent) : []) : answer;
    },
    stateContent: async (room, type, key) => {
      const answer = await call({ method: "GET", path: v3`/rooms/${room}/state/${type}/${key}` });
      return answer.ok ? ok(isRecord(answer.value) ? answer.value : {}) : answer;
    },
    setState: async (room, type, key, content) =>
      eventIdOf(await call({ method: "PUT", path: v3`/rooms/${room}/state/${type}/${key}`, body: content })),
    send: async (room, type, txn, content) => {
      const query = (await device()) ? { user_id: bot, device_id: DEVICE } : {};
      const at = v3`/rooms/${room}/send/${type}/${txn}`;
      const answer = await call({ method: "PUT", path: at, query, body: content });
      if (!answer.ok && answer.failure.cause === "M_UNKNOWN_DEVICE") {
        hasDevice = undefined;
        return failed("UNREACHABLE", "later", "M_UNKNOWN_DEVICE");
      }
      return eventIdOf(answer);
    },
    invite: async (room, user) =>
      nothing(await call({ method: "POST", path: v3`/rooms/${room}/invite`, body: { user_id: user } })),
    join: async (room) => nothing(await call({ method: "POST", path: v3`/join/${room}`, body: {} })),
    leave: async (room, reason) =>
      nothing(await call({ method: "POST", path: v3`/rooms/${room}/leave`, body: { reason } })),
    kick: async (room, user) =>
      nothing(await call({ method: "POST", path: v3`/rooms/${room}/kick`, body: { user_id: user } })),
    publish: async (room) =>
      nothing(
        await call({
          method: "PUT",
          path: v3`/directory/list/room/${room}`,
          body: { visibility: "public" },
        }),
      ),
  };
};

const nothing = (answer: Result<unknown, HomeserverCode>): Result<null, HomeserverCode> =>
  answer.ok ? ok(null) : answer;

const eventIdOf = (answer: Result<unknown, HomeserverCode>): Result<EventId, HomeserverCode> => {
  if (!answer.ok) return answer;
  const id = field(answer.value, "event_id");
  return isEventId(id) ? ok(id) : failed("REFUSED", "never", "NO_EVENT_ID");
};

const roomIdOf = (answer: Result<unknown, HomeserverCode>): Result<RoomId, HomeserverCode> => {
  if (!answer.ok) return answer;
  const id = field(answer.value, "room_id");
  return isRoomId(id) ? ok(id) : failed("REFUSED", "never", "NO_ROOM_ID");
};

const field = (answer: unknown, name: string): unknown => (isRecord(answer) ? answer[name] : undefined);

const stableVersions = (answer: unknown): readonly string[] => {
  const versions = field(field(field(answer, "capabilities"), "m.room_versions"), "available");
  return isRecord(versions) ? Object.keys(versions).filter((version) => versions[version] === "stable") : [];
};

const isStateEvent = (raw: unknown): raw is StateEvent =>
  isRecord(raw) &&
  typeof raw["type"] === "string" &&
  typeof raw["state_key"] === "string" &&
  typeof raw["sender"] === "string" &&
  isRecord(raw["content"]);

import type { Accounts } from "./accounts.ts";
import type { Directory } from "./directory.ts";
import { badJson, invalidParam, MatrixError } from "./errors.ts";
import { isObject, objectOf, textOf, type Content } from "./event.ts";
import { checkPowerLevels } from "./power-levels.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

export const ROOM_VERSIONS: readonly string[] = ["10", "11", "12"];
export const DEFAULT_ROOM_VERSION = "12";

type Preset = {
  readonly join: string;
  readonly guests: boolean;
  readonly levels: Content;
  readonly inviteesRule: boolean;
};
const PRESETS: Readonly<Record<string, Preset>> = {
  private_chat: { join: "invite", guests: true, levels: { invite: 0 }, inviteesRule: false },
  trusted_private_chat: { join: "invite", guests: true, levels: { invite: 0 }, inviteesRule: true },
  public_chat: { join: "public", guests: false, levels: {}, inviteesRule: false },
};

/** `POST /createRoom` (spec v1.16; levels and order of the events as in Synapse 1.163). */
export function createRoom(
  rooms: Rooms,
  directory: Directory,
  accounts: Accounts,
  creator: string,
  request: Content,
): Room {
  const version = textOf(request["room_version"]) ?? DEFAULT_ROOM_VERSION;
  if (!ROOM_VERSIONS.includes(version))
    throw new MatrixError(400, "M_UNSUPPORTED_ROOM_VERSION", "Your homeserver does not support this room version");
  const presetName = textOf(request["preset"]) ?? (request["visibility"] === "public" ? "public_chat" : "private_chat");
  const preset = PRESETS[presetName];
  if (preset === undefined) throw invalidParam(`'${presetName}' is not a valid preset`);
  const invites = Array.isArray(request["invite"]) ? request["invite"].map(String) : [];
  const override = objectOf(request["power_level_content_override"]);
  if (version !== "12" && isObject(override["users"]) && !(creator in override["users"])) {
    throw badJson(`Not a valid power_level_content_override: 'users' did not contain ${creator}`);
  }
  const aliasName = textOf(request["room_alias_name"]);
  const alias =
    aliasName === undefined ? undefined : directory.checkAlias(`#${aliasName}:${rooms.serverName}`, creator, accounts);

  const room = rooms.create(version);
  try {
    fill(rooms, room, creator, request, preset, invites, alias);
  } catch (error) {
    rooms.all.delete(room.id);
    rooms.ofUser.get(creator)?.delete(room.id);
    throw error;
  }
  if (alias !== undefined) directory.aliases.set(alias, room.id);
  if (request["visibility"] === "public") directory.publish(room.id, creator);
  const direct = request["is_direct"] === true ? { is_direct: true } : {};
  for (const invitee of invites) rooms.member(room, creator, invitee, "invite", direct);
  return room;
}

function fill(
  rooms: Rooms,
  room: Room,
  creator: string,
  request: Content,
  preset: Preset,
  invites: readonly string[],
  alias: string | undefined,
): void {
  const state = new Map<string, { readonly type: string; readonly key: string; readonly content: Content }>();
  const put = (type: string, content: Content, key = ""): void =>
    void state.set(`${type} ${key}`, { type, key, content });
  const { creator: _ignored, ...creation } = objectOf(request["creation_content"]);
  const more = preset.inviteesRule && room.version === "12" && invites.length > 0;
  rooms.append(room, {
    type: "m.room.create",
    sender: creator,
    state_key: "",
    content: {
      ...creation,
      room_version: room.version,
      ...(room.version === "10" ? { creator } : {}),
      ...(more ? { additional_creators: [...new Set([...asList(creation["additional_creators"]), ...invites])] } : {}),
    },
  });
  rooms.member(room, creator, creator, "join");

  const initial = (Array.isArray(request["initial_state"]) ? request["initial_state"] : []).map(objectOf);
  const given = initial.find((event) => event["type"] === "m.room.power_levels");
  const levels =
    given === undefined ? powerLevels(room, creator, request, preset, invites) : objectOf(given["content"]);
  checkPowerLevels(room, creator, levels);
  put("m.room.power_levels", levels);
  if (alias !== undefined) put("m.room.canonical_alias", { alias });
  put("m.room.join_rules", { join_rule: preset.join });
  put("m.room.history_visibility", { history_visibility: "shared" });
  if (preset.guests) put("m.room.guest_access", { guest_access: "can_join" });
  for (const event of initial) {
    const type = textOf(event["type"]);
    if (type === undefined) throw badJson("Missing 'type' in initial_state");
    if (type !== "m.room.power_levels") put(type, objectOf(event["content"]), textOf(event["state_key"]) ?? "");
  }
  const name = textOf(request["name"]);
  const topic = textOf(request["topic"]);
  if (name !== undefined) put("m.room.name", { name });
  if (topic !== undefined) put("m.room.topic", { topic, "m.topic": { "m.text": [{ body: topic }] } });
  for (const { type, key, content } of state.values())
    rooms.send(room, { type, sender: creator, state_key: key, content });
}

function powerLevels(
  room: Room,
  creator: string,
  request: Content,
  preset: Preset,
  invites: readonly string[],
): Content {
  const v12 = room.version === "12";
  const rulers = v12 ? [] : [creator, ...(preset.inviteesRule ? invites : [])];
  return {
    users: Object.fromEntries(rulers.map((user) => [user, 100])),
    users_default: 0,
    events: {
      "m.room.name": 50,
      "m.room.power_levels": 100,
      "m.room.history_visibility": 100,
      "m.room.canonical_alias": 50,
      "m.room.avatar": 50,
      "m.room.tombstone": v12 ? 150 : 100,
      "m.room.server_acl": 100,
      "m.room.encryption": 100,
    },
    events_default: 0,
    state_default: 50,
    ban: 50,
    kick: 50,
    redact: 50,
    invite: 50,
    historical: 100,
    ...preset.levels,
    ...objectOf(request["power_level_content_override"]),
  };
}

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

import { ping } from "../appservice/ping.ts";
import { forbidden, invalidParam, MatrixError, notFound } from "../model/errors.ts";
import { objectOf, textOf, type Content } from "../model/event.ts";
import type { DelayedAction } from "../model/delayed-events.ts";
import type { Homeserver } from "../model/homeserver.ts";
import { describeRoom, hierarchy, mayKnow } from "../model/spaces.ts";
import { Reply, route, type Call, type Route } from "../http/router.ts";

const V3 = "/_matrix/client/v3";
const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";

/** Directories, spaces, media, delayed events, OpenID for third parties, the appservice's ping. */
export function serverWideRoutes(server: Homeserver, baseUrl: () => string): readonly Route[] {
  const { directory, rooms, media, delayed } = server;
  const download = (call: Call): Reply => {
    call.who();
    const file = media.get(call.params["server"] ?? "", call.params["media"] ?? "");
    const name = file.name === undefined ? "" : `; filename*=utf-8''${encodeURIComponent(file.name)}`;
    return new Reply(200, file.bytes, { "Content-Type": file.contentType, "Content-Disposition": `attachment${name}` });
  };
  const uploadLimit = (call: Call): Content => {
    call.who();
    return { "m.upload.size": server.settings.maxUploadBytes };
  };
  return [
    route("GET", "/.well-known/matrix/client", () => ({ "m.homeserver": { base_url: baseUrl() } })),
    route("GET", "/health", () => ({})),
    route("GET", "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports", (call) => {
      call.who();
      return { rtc_transports: [] };
    }),
    route("GET", `${V3}/directory/room/:alias`, (call) => ({
      room_id: directory.resolve(call.params["alias"] ?? ""),
      servers: [server.settings.serverName],
    })),
    route("PUT", `${V3}/directory/room/:alias`, (call) => {
      const alias = directory.checkAlias(call.params["alias"] ?? "", call.who().userId, server.accounts);
      directory.aliases.set(alias, rooms.get(textOf(call.body()["room_id"]) ?? "").id);
    }),
    route("DELETE", `${V3}/directory/room/:alias`, (call) => {
      call.who();
      if (!directory.aliases.delete(call.params["alias"] ?? "")) throw notFound("Room alias not found");
    }),
    route("GET", `${V3}/rooms/:room/aliases`, (call) => {
      call.who();
      return { aliases: [...directory.aliases].flatMap(([alias, id]) => (id === call.params["room"] ? [alias] : [])) };
    }),
    route("GET", `${V3}/directory/list/room/:room`, (call) => ({
      visibility: directory.published.has(call.params["room"] ?? "") ? "public" : "private",
    })),
    route("PUT", `${V3}/directory/list/room/:room`, (call) =>
      directory.setPublished(call.params["room"] ?? "", call.who().userId, call.body()["visibility"] !== "private"),
    ),
    route("GET", `${V3}/publicRooms`, () => publicRooms(server, {})),
    route("POST", `${V3}/publicRooms`, (call) => publicRooms(server, call.body())),
    route("GET", "/_matrix/client/v1/rooms/:room/hierarchy", (call) =>
      hierarchy(rooms, directory, call.params["room"] ?? "", call.who().userId, {
        maxDepth: Number(call.query.get("max_depth") ?? 50),
        suggestedOnly: call.query.get("suggested_only") === "true",
      }),
    ),
    route("GET", "/_matrix/client/v1/room_summary/:room", (call) => {
      const { userId } = call.who();
      const room = rooms.get(directory.resolve(call.params["room"] ?? ""));
      if (!mayKnow(rooms, room, userId)) throw notFound("Room not found or is not accessible");
      return { ...describeRoom(room, directory), membership: room.membership(userId) };
    }),
    route("POST", "/_matrix/media/v3/upload", (call) => {
      call.who();
      const contentType = call.contentType === "" ? "application/octet-stream" : call.contentType;
      return {
        content_uri: media.store({ bytes: call.bytes, contentType, name: call.query.get("filename") ?? undefined }),
      };
    }),
    route("GET", "/_matrix/client/v1/media/config", uploadLimit),
    route("GET", "/_matrix/media/v3/config", uploadLimit),
    route("GET", "/_matrix/client/v1/media/download/:server/:media", download),
    route("GET", "/_matrix/client/v1/media/download/:server/:media/:name", download),
    route("GET", "/_matrix/client/v1/media/thumbnail/:server/:media", download),
    route("GET", "/_matrix/federation/v1/openid/userinfo", (call) => {
      const token = call.query.get("access_token");
      if (token === null) throw new MatrixError(401, "M_MISSING_TOKEN", "Access Token required");
      return { sub: server.openId.userOf(token) };
    }),
    route("GET", DELAYED, (call) => {
      const mine = delayed.list(call.who().userId);
      return {
        delayed_events: mine.map(({ id, roomId, event, delayMs, due }) => ({
          delay_id: id,
          room_id: roomId,
          type: event.type,
          content: event.content,
          delay: delayMs,
          running_since: due - delayMs,
          ...(event.state_key === undefined ? {} : { state_key: event.state_key }),
        })),
      };
    }),
    route("POST", `${DELAYED}/:id/:action`, (call) =>
      delayed.act(call.params["id"] ?? "", actionOf(call.params["action"])),
    ),
    route("POST", `${DELAYED}/:id`, (call) => delayed.act(call.params["id"] ?? "", actionOf(call.body()["action"]))),
    route("POST", "/_matrix/client/v1/appservice/:id/ping", (call) => {
      const { appservice } = call.who();
      const pusher = server.pushers.find(({ registration }) => registration.id === appservice?.id);
      if (pusher === undefined || appservice?.id !== call.params["id"])
        throw forbidden("Provided access token is not for that application service");
      return ping(pusher, call.body()["transaction_id"]);
    }),
  ];
}

function actionOf(action: unknown): DelayedAction {
  if (action === "cancel" || action === "restart" || action === "send") return action;
  throw invalidParam("Unknown action");
}

function publicRooms(server: Homeserver, body: Content): Content {
  const term = (textOf(objectOf(body["filter"])["generic_search_term"]) ?? "").toLowerCase();
  const chunk = [...server.directory.published]
    .flatMap((id) => server.rooms.all.get(id) ?? [])
    .map((room) => describeRoom(room, server.directory))
    .filter((room) => `${textOf(room["name"]) ?? ""} ${textOf(room["topic"]) ?? ""}`.toLowerCase().includes(term))
    .sort((left, right) => Number(right["num_joined_members"]) - Number(left["num_joined_members"]));
  const limit = Number(body["limit"] ?? chunk.length);
  const start = Number(textOf(body["since"]) ?? 0);
  const next = start + limit;
  return {
    chunk: chunk.slice(start, next),
    total_room_count_estimate: chunk.length,
    ...(next < chunk.length ? { next_batch: String(next) } : {}),
  };
}

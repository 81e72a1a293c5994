import { forbidden, invalidParam } from "../model/errors.ts";
import { objectOf, textOf, type Content } from "../model/event.ts";
import { viewEvent } from "../model/event-view.ts";
import { context, eventAt, messages, readable, relations, threads } from "../model/history.ts";
import type { Homeserver } from "../model/homeserver.ts";
import type { Room } from "../model/room.ts";
import { sync } from "../model/sync.ts";
import { route, type Call, type Route } from "../http/router.ts";
import { viewerOf } from "./rooms.ts";

const V3 = "/_matrix/client/v3";
const MAX_SYNC_WAIT_MS = 120_000;
const MAX_PAGE = 1000;

/** Sync, pages of history, relations, receipts and typing. */
export function readingRoutes(server: Homeserver): readonly Route[] {
  const { rooms, ephemeral, accountData } = server;
  const visible = (call: Call): Room => {
    const { userId } = call.who();
    const room = rooms.get(call.params["room"] ?? "");
    const open = room.stateContent("m.room.history_visibility")["history_visibility"] === "world_readable";
    if (!open && room.state("m.room.member", userId) === undefined)
      throw forbidden(`User ${userId} not in room ${room.id}`);
    return room;
  };
  const related = (call: Call): Content =>
    relations(visible(call), viewerOf(server, call), {
      eventId: call.params["event"] ?? "",
      relType: call.params["rel"],
      type: call.params["type"],
      recurse: call.query.get("recurse") === "true",
      dir: direction(call, "b"),
      from: call.query.get("from"),
      limit: limitOf(call, 5),
    });
  const relationsPath = "/_matrix/client/v1/rooms/:room/relations/:event";
  return [
    route("GET", `${V3}/sync`, (call) => {
      const who = call.who();
      return sync(server, {
        who,
        since: call.query.get("since") ?? undefined,
        filter: server.filters.resolve(who.userId, call.query.get("filter")),
        fullState: call.query.get("full_state") === "true",
        timeoutMs: Math.min(MAX_SYNC_WAIT_MS, Number(call.query.get("timeout") ?? 0)),
        signal: call.signal,
      });
    }),
    route("GET", `${V3}/rooms/:room/messages`, (call) =>
      messages(visible(call), viewerOf(server, call), {
        dir: direction(call, undefined),
        from: call.query.get("from"),
        to: call.query.get("to"),
        limit: limitOf(call, 10),
        filter: filterOf(call),
      }),
    ),
    route("GET", `${V3}/rooms/:room/event/:event`, (call) => {
      const room = visible(call);
      return viewEvent(room, readable(room, call.who().userId, call.params["event"] ?? ""), viewerOf(server, call));
    }),
    route("GET", `${V3}/rooms/:room/context/:event`, (call) =>
      context(visible(call), viewerOf(server, call), call.params["event"] ?? "", limitOf(call, 10)),
    ),
    route("GET", relationsPath, related),
    route("GET", `${relationsPath}/:rel`, related),
    route("GET", `${relationsPath}/:rel/:type`, related),
    route("GET", "/_matrix/client/v1/rooms/:room/threads", (call) =>
      threads(visible(call), viewerOf(server, call), limitOf(call, 5)),
    ),
    route("GET", "/_matrix/client/v1/rooms/:room/timestamp_to_event", (call) =>
      eventAt(visible(call), call.who().userId, Number(call.query.get("ts")), direction(call, "f")),
    ),
    route("POST", `${V3}/rooms/:room/receipt/:kind/:event`, (call) => {
      const { userId } = call.who();
      receipt(
        rooms.getJoined(call.params["room"] ?? "", userId),
        userId,
        call.params["kind"] ?? "",
        call.params["event"] ?? "",
        textOf(call.body()["thread_id"]),
      );
    }),
    route("POST", `${V3}/rooms/:room/read_markers`, (call) => {
      const { userId } = call.who();
      const room = rooms.getJoined(call.params["room"] ?? "", userId);
      for (const [kind, eventId] of Object.entries(call.body()))
        receipt(room, userId, kind, String(eventId), undefined);
    }),
    route("PUT", `${V3}/rooms/:room/typing/:user`, (call) => {
      const { userId } = call.who();
      if (userId !== call.params["user"]) throw forbidden("Cannot set another user's typing state");
      const { typing, timeout } = call.body();
      const room = rooms.getJoined(call.params["room"] ?? "", userId);
      ephemeral.setTyping(room, userId, typing === true ? (typeof timeout === "number" ? timeout : 30_000) : undefined);
    }),
  ];

  function receipt(room: Room, userId: string, kind: string, eventId: string, thread: string | undefined): void {
    if (kind === "m.fully_read") return accountData.set(userId, room.id, "m.fully_read", { event_id: eventId });
    if (kind !== "m.read" && kind !== "m.read.private")
      throw invalidParam("Receipt type must be one of m.read, m.read.private, m.fully_read");
    ephemeral.setReceipt(room, userId, kind, eventId, thread);
  }
}

const limitOf = (call: Call, standard: number): number =>
  Math.min(MAX_PAGE, Number(call.query.get("limit") ?? standard));

function direction(call: Call, standard: "b" | "f" | undefined): "b" | "f" {
  const dir = call.query.get("dir") ?? standard;
  if (dir !== "b" && dir !== "f") throw invalidParam("Query parameter 'dir' must be one of ['b', 'f']");
  return dir;
}

function filterOf(call: Call): Content {
  const text = call.query.get("filter");
  if (text === null) return {};
  const parsed: unknown = JSON.parse(text);
  return objectOf(parsed);
}

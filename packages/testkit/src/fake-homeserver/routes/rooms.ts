import type { Requester } from "../model/accounts.ts";
import { forbidden, MatrixError, notFound } from "../model/errors.ts";
import { textOf, type Content, type NewEvent } from "../model/event.ts";
import { viewEvent, type Viewer } from "../model/event-view.ts";
import { canSee } from "../model/membership-rules.ts";
import type { Homeserver } from "../model/homeserver.ts";
import { createRoom } from "../model/room-creation.ts";
import type { Room } from "../model/room.ts";
import { route, type Call, type Route } from "../http/router.ts";

const V3 = "/_matrix/client/v3";

/** Making rooms, memberships, sending events and reading state. */
export function roomRoutes(server: Homeserver): readonly Route[] {
  const { rooms, limits } = server;
  const room = (call: Call): Room => rooms.getJoined(call.params["room"] ?? "", call.who().userId);
  const change = (membership: string) => (call: Call) => {
    const { userId } = call.who();
    const body = call.body();
    const target = textOf(body["user_id"]) ?? "";
    if (membership === "invite") limits.take("invite", userId);
    const wanted = rooms.get(call.params["room"] ?? "");
    if (membership === "unban" && wanted.membership(target) !== "ban")
      throw forbidden(`Cannot unban user who was not banned`);
    if (membership === "kick" && !["join", "invite", "knock"].includes(wanted.membership(target))) {
      throw forbidden("The target user is not in the room");
    }
    const to = membership === "kick" || membership === "unban" ? "leave" : membership;
    rooms.member(wanted, userId, target, to, reasonOf(body));
  };
  return [
    route("POST", `${V3}/createRoom`, (call) => {
      const { userId } = call.who();
      limits.take("createRoom", userId);
      return { room_id: createRoom(rooms, server.directory, server.accounts, userId, call.body()).id };
    }),
    route("POST", `${V3}/join/:room`, (call) => join(server, call)),
    route("POST", `${V3}/rooms/:room/join`, (call) => join(server, call)),
    route("POST", `${V3}/knock/:room`, (call) => {
      const { userId } = call.who();
      const wanted = rooms.get(server.directory.resolve(call.params["room"] ?? ""));
      rooms.member(wanted, userId, userId, "knock", reasonOf(call.body()));
      return { room_id: wanted.id };
    }),
    route("POST", `${V3}/rooms/:room/leave`, (call) => {
      const { userId } = call.who();
      const wanted = rooms.get(call.params["room"] ?? "");
      if (wanted.state("m.room.member", userId) === undefined)
        throw forbidden(`User ${userId} not in room ${wanted.id}`);
      if (wanted.membership(userId) !== "leave") rooms.member(wanted, userId, userId, "leave", reasonOf(call.body()));
    }),
    route("POST", `${V3}/rooms/:room/forget`, (call) => {
      const { userId } = call.who();
      if (rooms.isJoined(call.params["room"] ?? "", userId))
        throw new MatrixError(400, "M_UNKNOWN", "User is in the room");
      rooms.ofUser.get(userId)?.delete(call.params["room"] ?? "");
    }),
    ...["invite", "kick", "ban", "unban"].map((name) => route("POST", `${V3}/rooms/:room/${name}`, change(name))),
    route("GET", `${V3}/joined_rooms`, (call) => {
      const mine = rooms.ofUser.get(call.who().userId) ?? [];
      return { joined_rooms: [...mine].flatMap(([id, membership]) => (membership === "join" ? [id] : [])) };
    }),
    route("PUT", `${V3}/rooms/:room/send/:type/:txn`, (call) => {
      const who = call.who();
      return send(server, call, who, { type: call.params["type"] ?? "", sender: who.userId, content: call.body() });
    }),
    route("PUT", `${V3}/rooms/:room/redact/:event/:txn`, (call) => {
      const who = call.who();
      const content = { ...reasonOf(call.body()), redacts: call.params["event"] ?? "" };
      return send(server, call, who, { type: "m.room.redaction", sender: who.userId, content });
    }),
    route("PUT", `${V3}/rooms/:room/state/:type/:key?`, (call) => {
      const who = call.who();
      const event = {
        type: call.params["type"] ?? "",
        sender: who.userId,
        state_key: call.params["key"] ?? "",
        content: call.body(),
      };
      const delay = delayOf(call);
      if (delay !== undefined) return scheduleDelayed(server, call, event, delay);
      limits.take("message", who.userId);
      return { event_id: rooms.send(rooms.get(call.params["room"] ?? ""), event).event_id };
    }),
    route("GET", `${V3}/rooms/:room/state/:type/:key?`, (call) => {
      const { userId } = call.who();
      const wanted = rooms.get(call.params["room"] ?? "");
      checkMayReadState(wanted, userId);
      const event = wanted.state(call.params["type"] ?? "", call.params["key"] ?? "");
      if (event === undefined) throw notFound("Event not found.");
      return call.query.get("format") === "event" ? viewEvent(wanted, event, viewerOf(server, call)) : event.content;
    }),
    route("GET", `${V3}/rooms/:room/state`, (call) => {
      const wanted = rooms.get(call.params["room"] ?? "");
      checkMayReadState(wanted, call.who().userId);
      const events = wanted.stateEvents().map((event) => viewEvent(wanted, event, viewerOf(server, call)));
      return events;
    }),
    route("GET", `${V3}/rooms/:room/members`, (call) => {
      const wanted = room(call);
      const [only, not] = [call.query.get("membership"), call.query.get("not_membership")];
      const members = wanted
        .stateOfType("m.room.member")
        .filter(
          ({ content }) =>
            (only === null || content["membership"] === only) && (not === null || content["membership"] !== not),
        );
      return { chunk: members.map((event) => viewEvent(wanted, event, viewerOf(server, call))) };
    }),
    route("GET", `${V3}/rooms/:room/joined_members`, (call) => {
      const wanted = room(call);
      const named = [...wanted.joined].map((userId) => {
        const { displayname, avatar_url: avatar } = wanted.stateContent("m.room.member", userId);
        return [userId, { display_name: displayname ?? null, avatar_url: avatar ?? null }];
      });
      return { joined: Object.fromEntries(named) };
    }),
  ];
}

export const viewerOf = (server: Homeserver, call: Call): Viewer => {
  const { userId, deviceId } = call.who();
  return { userId, deviceId, now: server.clock.now() };
};

const reasonOf = (body: Content): Content => (typeof body["reason"] === "string" ? { reason: body["reason"] } : {});

function checkMayReadState(room: Room, userId: string): void {
  if (
    room.joined.has(userId) ||
    room.stateContent("m.room.history_visibility")["history_visibility"] === "world_readable"
  )
    return;
  const last = room.state("m.room.member", userId);
  if (last === undefined || !canSee(room, userId, last)) throw forbidden(`User ${userId} not in room ${room.id}`);
}

function join(server: Homeserver, call: Call): Content {
  const { userId } = call.who();
  server.limits.take("join", userId);
  const room = server.rooms.get(server.directory.resolve(call.params["room"] ?? ""));
  if (!room.joined.has(userId)) server.rooms.member(room, userId, userId, "join", reasonOf(call.body()));
  return { room_id: room.id };
}

function send(server: Homeserver, call: Call, who: Requester, event: NewEvent): Promise<Content> | Content {
  const id = call.params["txn"] ?? "";
  const roomId = call.params["room"] ?? "";
  const delay = delayOf(call);
  return server.transactions.once(who, call.pathname, (): Content => {
    const known = server.transactions.eventOf(roomId, who, id);
    if (known !== undefined) return { event_id: known };
    server.limits.take("message", who.userId);
    if (delay !== undefined) return scheduleDelayed(server, call, event, delay);
    const room = server.rooms.all.get(roomId);
    if (room === undefined) throw forbidden(`User ${who.userId} not in room ${roomId}`);
    const timestamp = who.appservice === undefined ? null : call.query.get("ts");
    const sent = server.rooms.send(room, {
      ...event,
      ...(who.deviceId === undefined ? {} : { transaction: { device: who.deviceId, id } }),
      ...(timestamp === null ? {} : { timestamp: Number(timestamp) }),
    });
    server.transactions.remember(roomId, who, id, sent.event_id);
    return { event_id: sent.event_id };
  });
}

const delayOf = (call: Call): number | undefined => {
  const text = call.query.get("org.matrix.msc4140.delay");
  return text === null ? undefined : Number(text);
};

/** Synapse says 200 here even when the event will not be allowed later. */
function scheduleDelayed(server: Homeserver, call: Call, event: NewEvent, delay: number): Content {
  server.limits.take("delayedEvents", event.sender);
  return { delay_id: server.delayed.schedule(call.params["room"] ?? "", event, delay) };
}

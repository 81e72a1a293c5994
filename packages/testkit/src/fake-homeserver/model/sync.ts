import type { Requester } from "./accounts.ts";
import { invalidParam, MatrixError } from "./errors.ts";
import type { Content } from "./event.ts";
import type { Filter } from "./filters.ts";
import type { Homeserver } from "./homeserver.ts";
import { joinPosition, syncJoined, syncLeft, syncStripped, type RoomSync } from "./sync-room.ts";

export type SyncRequest = {
  readonly who: Requester;
  readonly since: string | undefined;
  readonly filter: Filter;
  readonly fullState: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** Where a sync stands: the stream, and the newest to-device message this client was given. */
type Token = { readonly position: number; readonly toDevice: number };

/** `GET /sync`: answers at once when there is something, else when something comes or the time is over. */
export async function sync(server: Homeserver, request: SyncRequest): Promise<Content> {
  if (
    request.who.appservice !== undefined &&
    request.who.userId === server.accounts.idOf(request.who.appservice.sender_localpart)
  ) {
    throw new MatrixError(500, "M_UNKNOWN", "Internal server error"); // what Synapse does to an appservice's own user
  }
  const since = readToken(request.since);
  const deadline = Date.now() + request.timeoutMs;
  for (;;) {
    const { answer, empty } = compute(server, request, since);
    const left = deadline - Date.now();
    if (!empty || request.since === undefined || request.fullState || left <= 0 || request.signal.aborted)
      return answer;
    await server.stream.wait(request.who.userId, left, request.signal);
  }
}

function readToken(text: string | undefined): Token {
  if (text === undefined) return { position: 0, toDevice: 0 };
  const match = /^s(\d+)_(\d+)$/.exec(text);
  if (match === null) throw invalidParam("Invalid stream token");
  return { position: Number(match[1]), toDevice: Number(match[2]) };
}

function compute(
  server: Homeserver,
  { who, filter, fullState }: SyncRequest,
  token: Token,
): { readonly answer: Content; readonly empty: boolean } {
  const { userId, deviceId } = who;
  const since = fullState ? 0 : token.position;
  const viewer = { userId, deviceId, now: server.clock.now() };
  const rooms: Record<"join" | "leave" | "invite" | "knock", Record<string, Content>> = {
    join: {},
    leave: {},
    invite: {},
    knock: {},
  };
  let changes = 0;
  for (const [roomId, membership] of server.rooms.ofUser.get(userId) ?? []) {
    const room = server.rooms.all.get(roomId);
    if (room === undefined || filter.notRooms.includes(roomId) || filter.rooms?.includes(roomId) === false) continue;
    const of: RoomSync = { room, viewer, filter, since };
    const [kind, part] = partOf(server, of, membership);
    if (part === undefined) continue;
    rooms[kind][roomId] = part;
    changes += 1;
  }
  const accountData = server.accountData.since(userId, undefined, since);
  const pushRules =
    since === 0 && server.accountData.get(userId, undefined, "m.push_rules") === undefined
      ? [{ type: "m.push_rules", content: { global: server.pushRules.of(userId) } }]
      : [];
  const messages =
    deviceId === undefined
      ? { events: [], more: false, upTo: 0 }
      : server.toDevice.deliver(userId, deviceId, token.toDevice);
  const lists = since === 0 ? { changed: [], left: [] } : deviceLists(server, userId, since);
  changes += accountData.length + messages.events.length + lists.changed.length + lists.left.length;
  const position = server.stream.position;
  const answer = {
    next_batch: `s${position}_${Math.max(token.toDevice, messages.more ? messages.upTo : position)}`,
    rooms: Object.fromEntries(Object.entries(rooms).filter(([, of]) => Object.keys(of).length > 0)),
    account_data: { events: [...pushRules, ...accountData] },
    to_device: { events: messages.events },
    device_lists: lists,
    ...(deviceId === undefined
      ? {}
      : {
          device_one_time_keys_count: server.deviceKeys.counts(userId, deviceId),
          device_unused_fallback_key_types: server.deviceKeys.unusedFallback(userId, deviceId),
          "org.matrix.msc2732.device_unused_fallback_key_types": server.deviceKeys.unusedFallback(userId, deviceId),
        }),
  };
  return { answer, empty: changes === 0 };
}

function partOf(
  server: Homeserver,
  of: RoomSync,
  membership: string,
): ["join" | "leave" | "invite" | "knock", Content | undefined] {
  if (membership === "join") return ["join", syncJoined(server, of)];
  if (membership === "invite") return ["invite", syncStripped(of, "invite_state")];
  if (membership === "knock") return ["knock", syncStripped(of, "knock_state")];
  return ["leave", syncLeft(of)];
}

/** People whose devices changed, who came into a shared room, or with whom no room is shared any more. */
function deviceLists(
  server: Homeserver,
  userId: string,
  since: number,
): { readonly changed: readonly string[]; readonly left: readonly string[] } {
  const mine = [...(server.rooms.ofUser.get(userId)?.keys() ?? [])].flatMap((id) => server.rooms.all.get(id) ?? []);
  const shares = (other: string): boolean => mine.some((room) => room.joined.has(userId) && room.joined.has(other));
  const news = server.deviceKeys.changedSince(since);
  const changed = new Set([...news].filter((other) => other === userId || shares(other)));
  const gone = new Set<string>();
  for (const room of mine) {
    if (room.touched <= since) continue;
    if (room.joined.has(userId) && joinPosition(room, userId) > since)
      for (const member of room.joined) changed.add(member);
    for (let index = room.indexAfter(since); index < room.events.length; index += 1) {
      const event = room.events[index];
      if (event?.type !== "m.room.member" || event.state_key === undefined) continue;
      if (event.state_key === userId) {
        if (!room.joined.has(userId)) for (const member of room.joined) gone.add(member);
      } else if (!room.joined.has(event.state_key)) gone.add(event.state_key);
      else if (room.joined.has(userId) && joinPosition(room, event.state_key) > since) changed.add(event.state_key);
    }
  }
  return { changed: [...changed], left: [...gone].filter((other) => !shares(other)) };
}

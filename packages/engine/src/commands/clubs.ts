import { failed, isRoomId, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { FoundClub } from "@paceline/protocol/port";
import type { BridgeClient } from "../clubs/bridge-client.ts";
import { foundClub, readLink } from "../clubs/found-club.ts";
import { admit, joinClub, leaveClub } from "../clubs/membership.ts";
import type { ClubParts } from "../clubs/membership.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import { record } from "../projection/room-state.ts";
import type { Answer, Handlers } from "./handlers.ts";

export type ClubCommand =
  | "createClub"
  | "findClubs"
  | "previewClub"
  | "joinClub"
  | "askToJoin"
  | "withdrawAsk"
  | "acceptRequest"
  | "declineRequest"
  | "inviteToClub"
  | "setRole"
  | "leaveClub"
  | "addChannel";

const FOUND = 50;

/** Commands about clubs. Making one and giving roles is the bridge's work; who comes in is decided and carried out here, so that keys travel. */
export function clubHandlers(parts: ClubParts, bridge: () => BridgeClient | undefined): Handlers<ClubCommand> {
  const { http, projection } = parts;
  const noBridge = failed("no-bridge", "never");
  /** A wish that failed half-way keeps its key, so that trying again finishes it. */
  const keys = new Map<string, string>();

  async function once<T>(wish: unknown, work: (key: string) => Answer<T>): Answer<T> {
    const name = JSON.stringify(wish);
    const key = keys.get(name) ?? crypto.randomUUID();
    keys.set(name, key);
    const done = await work(key);
    if (done.ok) keys.delete(name);
    return done;
  }
  const post = (to: string, body: Record<string, unknown>, query = {}): Answer<null> =>
    http.call("POST", to, { body, query }).then(() => ok(null), failureOf);

  return {
    async createClub({ name, topic, access, sports }) {
      const running = bridge();
      if (running === undefined) return noBridge;
      const wish = { name, access, sports: [...sports], ...(topic === undefined ? {} : { topic }) };
      const made = await once(wish, (key) => running.createClub(wish, key));
      if (!made.ok) return made;
      const joined = await joinClub(parts, made.value.space_id, []);
      return joined.ok ? ok({ spaceId: made.value.space_id }) : joined;
    },
    async findClubs({ query, server }) {
      try {
        const term = query.trim() === "" ? {} : { generic_search_term: query.trim() };
        const answer = await http.call("POST", "/publicRooms", {
          query: server === undefined ? {} : { server },
          body: { limit: FOUND, filter: { room_types: ["m.space"], ...term } },
        });
        const chunk = Array.isArray(answer["chunk"]) ? answer["chunk"] : [];
        const via = [server ?? projection.session?.serverName ?? ""].filter((name) => name !== "");
        return ok({
          clubs: chunk.map((one) => foundClub(record(one), via, projection)).filter((one) => one !== undefined),
        });
      } catch (error) {
        return failureOf(error);
      }
    },
    previewClub: ({ link }) => preview(parts, link),
    joinClub: ({ roomId, via }) => joinClub(parts, roomId, via),
    askToJoin: ({ roomId, via, reason }) =>
      post(path("knock", roomId), reason === undefined ? {} : { reason }, { via: [...via], server_name: [...via] }),
    withdrawAsk: ({ roomId }) => post(path("rooms", roomId, "leave"), {}),
    acceptRequest: ({ clubId, userId }) => admit(parts, clubId, userId),
    declineRequest: ({ clubId, userId, reason }) =>
      post(path("rooms", clubId, "kick"), { user_id: userId, ...(reason === undefined ? {} : { reason }) }),
    inviteToClub: ({ clubId, userIds }) => admitAll(parts, clubId, userIds),
    async setRole({ clubId, userId, role }) {
      return bridge()?.setRole(clubId, userId, role) ?? noBridge;
    },
    leaveClub: ({ clubId }) => leaveClub(parts, clubId),
    async addChannel({ clubId, name, kind }) {
      const running = bridge();
      if (running === undefined) return noBridge;
      const made = await once({ clubId, name, kind }, (key) => running.createChannel(clubId, { name, kind }, key));
      if (!made.ok) return made;
      const joined = await parts.sharing.join(made.value.room_id, []);
      return joined.ok ? ok({ roomId: made.value.room_id }) : joined;
    },
  };
}

async function admitAll(parts: ClubParts, club: RoomId, users: readonly UserId[]): Answer<{ historyShared: boolean }> {
  let historyShared = true;
  for (const user of users) {
    const done = await admit(parts, club, user);
    if (!done.ok) return done;
    historyShared &&= done.value.historyShared;
  }
  return ok({ historyShared });
}

async function preview({ http, projection }: ClubParts, link: string): Answer<FoundClub> {
  const target = readLink(link);
  if (target === undefined) return failed("invalid-input", "never");
  try {
    const resolved = isRoomId(target.room) ? undefined : await http.call("GET", path("directory", "room", target.room));
    const room = resolved === undefined ? target.room : String(resolved["room_id"]);
    const servers = resolved?.["servers"];
    const via = target.via.length > 0 || !Array.isArray(servers) ? target.via : servers.slice(0, 3).map(String);
    const query = via.length === 0 ? {} : { via: [...via] };
    const summary = await http
      .call("GET", path("room_summary", room), { prefix: "/_matrix/client/v1", query })
      .catch(() =>
        http.call("GET", `/im.nheko.summary${path("summary", room)}`, { prefix: "/_matrix/client/unstable", query }),
      );
    return withStanding(foundClub(summary, via, projection));
  } catch (error) {
    return failureOf(error);
  }
}

const withStanding = (club: FoundClub | undefined) => (club === undefined ? failed("not-found", "never") : ok(club));

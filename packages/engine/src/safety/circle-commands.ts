import { circleInvitation } from "@paceline/domain/safety";
import { failed, isUserId, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { Circle, EVENTS, MAX_TIER } from "@paceline/protocol/events";
import type { Answer, Handlers } from "../commands/handlers.ts";
import { arrivalOfEncrypted, invitationOf } from "../live/arrival.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";
import { languageOf } from "../projection/session-record.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { myCircle } from "./circles.ts";
import type { CircleBook } from "./book.ts";
import { circleRoom } from "./make-circle.ts";
import { tiersOf, withTier } from "./tiers.ts";

export type CircleParts = {
  readonly http: Http;
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: CircleBook;
  readonly session: () => SessionRecord;
};

export type CircleCommand = "inviteContact" | "setContactTier" | "setTierTerm" | "removeContact" | "leaveCircle";

/** Commands about my own circle, and leaving another's. */
export function circleHandlers(parts: CircleParts): Handlers<CircleCommand> {
  const { http, projection, outbox, book, session } = parts;

  async function circle(): Answer<RoomId> {
    const known = myCircle(projection.rooms);
    if (known !== undefined) return ok(known.id);
    const { userId: me, displayName, features, bot } = session();
    const body = circleRoom({
      me,
      myName: displayName,
      version: features.roomVersion,
      language: languageOf(session()),
    });
    const made = await http.call("POST", "/createRoom", {
      body: { ...body, ...(bot === undefined ? {} : { invite: [bot] }) },
    });
    const id = made["room_id"] as RoomId;
    await arrivalOfEncrypted(projection, id);
    return ok(id);
  }

  async function tiers(room: RoomId, change: (circle: Circle) => Circle): Answer<null> {
    const content = change(tiersOf(await book.of(room), session().userId, outbox.entries(room)));
    const done = await outbox.enqueue({ is: "event", roomId: room, type: EVENTS.circle.type, content });
    return done.ok ? ok(null) : done;
  }

  async function membership(room: RoomId, user: UserId): Promise<unknown> {
    return stateContent(await projection.state(room), "m.room.member", user)["membership"];
  }

  return {
    async inviteContact({ userId, tier }) {
      const { userId: me, displayName, bot } = session();
      if (!isUserId(userId) || userId === me || userId === bot || !isTier(tier))
        return failed("invalid-input", "never");
      try {
        const room = await circle();
        if (!room.ok) return room;
        const there = await membership(room.value, userId);
        if (there === "join") return failed("already-member", "never");
        if (there !== "invite")
          await http.call("POST", path("rooms", room.value, "invite"), {
            body: { user_id: userId, reason: circleInvitation(displayName, languageOf(session())) },
          });
        await invitationOf(projection, room.value, userId);
        const done = await tiers(room.value, (known) => withTier(known, userId, tier));
        return done.ok ? ok({ roomId: room.value }) : done;
      } catch (error) {
        return failureOf(error);
      }
    },
    async setContactTier({ userId, tier }) {
      const room = myCircle(projection.rooms);
      if (room === undefined) return failed("no-circle", "never");
      if (!isTier(tier)) return failed("invalid-input", "never");
      return tiers(room.id, (known) => withTier(known, userId, tier));
    },
    async setTierTerm({ termMs }) {
      const room = myCircle(projection.rooms);
      if (room === undefined) return failed("no-circle", "never");
      const escalate_s = termMs / 1_000;
      if (!Circle.shape.escalate_s.safeParse(escalate_s).success) return failed("invalid-input", "never");
      return tiers(room.id, (known) => ({ ...known, escalate_s }));
    },
    async removeContact({ userId }) {
      const room = myCircle(projection.rooms);
      if (room === undefined) return failed("no-circle", "never");
      try {
        const there = await membership(room.id, userId);
        if (there === "join" || there === "invite")
          await http.call("POST", path("rooms", room.id, "kick"), { body: { user_id: userId } });
        return await tiers(room.id, (known) => withTier(known, userId, undefined));
      } catch (error) {
        return failureOf(error);
      }
    },
    async leaveCircle({ roomId }) {
      const room = projection.rooms.get(roomId);
      if (room?.channel?.kind !== "circle" || room.id === myCircle(projection.rooms)?.id)
        return failed("invalid-input", "never");
      try {
        await http.call("POST", path("rooms", roomId, "leave"), { body: {} });
        return ok(null);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

const isTier = (tier: number): boolean => Number.isInteger(tier) && tier >= 1 && tier <= MAX_TIER;

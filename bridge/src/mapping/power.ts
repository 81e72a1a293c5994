import { levelOf, neededTo } from "@paceline/domain";
import type { RoomPower } from "@paceline/domain";
import { isUserId } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Content } from "../store/room-store.ts";
import type { Known } from "./known.ts";

/** Room versions whose creators stand above all levels (MSC4289). */
const CREATORS_ABOVE: ReadonlySet<unknown> = new Set(["12"]);

export const levelIn = (known: Known, room: RoomId, user: UserId): number => levelOf(user, powerOf(known, room));

const powerOf = ({ rooms }: Known, room: RoomId): RoomPower => {
  const create = rooms.state(room, "m.room.create");
  const creatorsAbove = CREATORS_ABOVE.has(create?.content["room_version"]);
  const also = creatorsAbove ? additional(create?.content ?? {}) : [];
  return {
    levels: rooms.state(room, "m.room.power_levels")?.content,
    creators: new Set(create === undefined ? [] : [create.sender as UserId, ...also]),
    creatorsAbove,
  };
};

const additional = ({ additional_creators: named }: Content): readonly UserId[] =>
  Array.isArray(named) ? named.filter(isUserId) : [];

/** Events about this card that a valid redaction has taken back: one's own, or anybody's with the power (spec, "Redactions"). */
export const redactedOf = (known: Known, card: EventId): ReadonlySet<EventId> => {
  const facts = new Map(known.cards.facts(card).map((fact) => [fact.eventId, fact]));
  const valid = known.cards.redactions([...facts.keys()]).filter(({ target, sender }) => {
    const fact = facts.get(target);
    return fact !== undefined && (sender === fact.sender || mayRedactOthers(known, fact.room, sender));
  });
  return new Set(valid.map(({ target }) => target));
};

const mayRedactOthers = (known: Known, room: RoomId, user: UserId): boolean =>
  levelIn(known, room, user) >= neededTo("redact", powerOf(known, room));

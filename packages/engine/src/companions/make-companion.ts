import { clubPowerLevels, companionName } from "@paceline/domain";
import { EVENTS } from "@paceline/protocol/events";
import type { MeetupBlock, Role } from "@paceline/protocol/events";
import type { EventId, Language, UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";

export type CompanionWish = {
  readonly me: UserId;
  readonly card: EventId;
  readonly meetup: MeetupBlock;
  /** Who may invite besides me. */
  readonly organisers: ReadonlySet<UserId>;
  readonly version: "11" | "12";
  /** Of whoever opens it. */
  readonly language: Language;
};

/** What is said in a meetup's room is kept this long by servers (MSC1763) and by our clients, trails with it. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1_000;

const state = (type: string, content: object): Content => ({ type, state_key: "", content });

/**
 * `createRoom` for a meetup's own room: encrypted from its first moment also where the meetup is public, for those who are invited alone, who may all share where
 * they are. Whoever joins reads nothing of before, so everybody who sees a position is named among those who do. No `club` in its channel block: it is a conversation of those
 * who ride, and no channel of the club.
 */
export const companionRoom = ({ me, card, meetup, organisers, version, language }: CompanionWish): Content => ({
  preset: "private_chat",
  visibility: "private",
  room_version: version,
  name: companionName(meetup, language),
  initial_state: [
    state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
    state("m.room.history_visibility", { history_visibility: "joined" }),
    state("m.room.guest_access", { guest_access: "forbidden" }),
    state("m.room.retention", { max_lifetime: KEPT_MS }),
    state(EVENTS.channel.type, { v: 1, kind: "meetup", card }),
  ],
  power_level_content_override: clubPowerLevels({
    kind: "meetup",
    access: "private",
    version,
    bot: me,
    people: new Map([...organisers].map((user): [UserId, Role] => [user, "captain"])),
  }),
});

import { clubPowerLevels } from "@paceline/domain";
import { CIRCLE_KEPT_MS, circleName } from "@paceline/domain/safety";
import { EVENTS } from "@paceline/protocol/events";
import type { Language, UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";

export type CircleWish = {
  readonly me: UserId;
  readonly myName: string;
  readonly version: "11" | "12";
  readonly language: Language;
};

/** Content of `m.room.retention` in a circle. */
export const CIRCLE_RETENTION: Content = { max_lifetime: CIRCLE_KEPT_MS };

const state = (type: string, content: object): Content => ({ type, state_key: "", content });

/**
 * `createRoom` for a safety circle: the athlete makes it, so that nobody can take it over; encrypted from its first moment; contacts may write, answer and share where
 * they are. Whoever is asked reads what was said since they were asked, once they accept; nobody reads anything of before.
 */
export const circleRoom = ({ me, myName, version, language }: CircleWish): Content => ({
  preset: "private_chat",
  room_version: version,
  name: circleName(myName, language),
  initial_state: [
    state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
    state("m.room.history_visibility", { history_visibility: "invited" }),
    state("m.room.guest_access", { guest_access: "forbidden" }),
    state("m.room.retention", CIRCLE_RETENTION),
    state(EVENTS.channel.type, { v: 1, kind: "circle" }),
  ],
  power_level_content_override: clubPowerLevels({
    kind: "circle",
    access: "private",
    version,
    bot: me,
    people: new Map(),
  }),
});

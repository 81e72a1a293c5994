import { tierOf } from "@paceline/domain/safety";
import { isUserId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { ContactRow, Person } from "@paceline/protocol/port";
import type { Circle } from "@paceline/protocol/events";
import { avatarIn, nameIn } from "../projection/people.ts";
import { statesOfType } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

/** What is known of a contact besides their membership. */
export type AboutContact = Pick<ContactRow, "verified" | "client" | "confirmDue"> & {
  readonly test?: NonNullable<ContactRow["test"]>;
};

export type ContactsInput = {
  readonly state: RoomState;
  readonly circle: Circle;
  readonly me: UserId;
  readonly bot: UserId | undefined;
  readonly about: (user: UserId) => AboutContact;
};

const STATES = { join: "ready", invite: "invited", leave: "left", ban: "left" } as const;

/** My contacts in the order in which they are alerted. Whoever left is shown only while the athlete's list still names them. */
export function contactRows({ state, circle, me, bot, about }: ContactsInput): ContactRow[] {
  const named = new Set(circle.contacts.map(({ user }) => user));
  const rows = [...statesOfType(state, "m.room.member")].flatMap(({ key, content, ts }): ContactRow[] => {
    const membership = String(content["membership"]);
    if (!isUserId(key) || key === me || key === bot || !Object.hasOwn(STATES, membership)) return [];
    const contact = STATES[membership as keyof typeof STATES];
    if (contact === "left" && !named.has(key)) return [];
    return [
      { id: key, person: personIn(state, key), tier: tierOf(circle, key), state: contact, sinceMs: ts, ...about(key) },
    ];
  });
  return rows.sort((a, b) => a.tier - b.tier || a.person.name.localeCompare(b.person.name) || (a.id < b.id ? -1 : 1));
}

export function personIn(state: RoomState, userId: UserId): Person {
  const avatar = avatarIn(state, userId);
  return { userId, name: nameIn(state, userId), ...(avatar === undefined ? {} : { avatar }) };
}

import { isDeepStrictEqual } from "node:util";
import { compareMeetups, isOver } from "@paceline/domain";
import { NS } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import { planned } from "./intent.ts";
import type { Planned } from "./intent.ts";
import { keepsMeetupsOf } from "./known.ts";
import type { Known } from "./known.ts";
import { meetupOf } from "./meetup.ts";

const INDEX = `${NS}.meetup_index`;
const PINS = "m.room.pinned_events";
/** Limit of the index' schema. */
const MAX_CARDS = 100;
const MAX_PINS = 20;

/**
 * Keeps the list of upcoming cards and the pins of a clear meetups channel: cards that are over, cancelled or redacted
 * leave both, and pins that people set on something else stay. `cause` tells one occasion from another.
 */
export const upcomingPlan = (known: Known, room: RoomId, cause: string): readonly Planned[] => {
  if (!keepsMeetupsOf(known, room)) return [];
  const all = known.cards.cards(room);
  const upcoming = all
    .flatMap((card) => meetupOf(known, card) ?? [])
    .filter(({ now }) => now.meetup.status !== "cancelled" && !isOver(now.meetup, known.now))
    .sort((a, b) => compareMeetups(a.now.meetup, b.now.meetup))
    .slice(0, MAX_CARDS);

  const index = { v: 1, cards: upcoming.map(({ card, now }) => ({ card, start: now.meetup.start.utc })) };
  const pins = {
    pinned: pinned(
      known,
      room,
      all,
      upcoming.map(({ card }) => card),
    ),
  };
  return [
    { type: INDEX, content: index, before: known.rooms.state(room, INDEX)?.content ?? { v: 1, cards: [] } },
    { type: PINS, content: pins, before: known.rooms.state(room, PINS)?.content ?? { pinned: [] } },
  ]
    .filter(({ content, before }) => !isDeepStrictEqual(content, before))
    .map(({ type, content }) => planned(cause, { do: "state", room, type, key: "", content, clearOnly: true }));
};

const pinned = (known: Known, room: RoomId, cards: readonly EventId[], upcoming: readonly EventId[]): unknown[] => {
  const before = known.rooms.state(room, PINS)?.content["pinned"];
  const ours = new Set<unknown>(cards);
  const theirs = Array.isArray(before) ? before.filter((id) => !ours.has(id)) : [];
  return [...theirs, ...upcoming.slice(0, MAX_PINS)];
};

import type { EventId, UserId } from "@paceline/protocol";
import type { MeetupBlock, Roster } from "@paceline/protocol/events";
import { ACTION_LEVELS } from "../roles/index.ts";

/** A roster as somebody sent it. */
export type SentRoster = { readonly eventId: EventId; readonly sender: UserId; readonly roster: Roster };

/** Whom the card itself names: its author, its organisers, its sequencer. A person's role may allow more. */
export const organisersOf = (
  author: UserId,
  meetup: Pick<MeetupBlock, "organizers" | "sequencer">,
): ReadonlySet<UserId> => new Set([author, ...meetup.organizers, meetup.sequencer]);

/**
 * Whose rosters count for a card, the same for every reader: whom the card names, and everybody with the level to take over (ride
 * leaders and above; the bot, where it made the room). `levelOf`: a person's level in the card's room.
 */
export const rosterKeepers = (
  author: UserId,
  meetup: Pick<MeetupBlock, "organizers" | "sequencer">,
  levelOf: (user: UserId) => number,
): ((sender: UserId) => boolean) => {
  const named = organisersOf(author, meetup);
  return (sender) => named.has(sender) || levelOf(sender) >= ACTION_LEVELS.keepRoster;
};

/**
 * The roster that counts: highest `(epoch, seq)`, ties by the lower event id, among those whose sender may keep one. In
 * an encrypted room no server checks that, so every reader must.
 */
export function winningRoster(
  sent: Iterable<SentRoster>,
  mayKeep: (sender: UserId) => boolean,
  instance?: string,
): SentRoster | undefined {
  const wanted = instance === undefined ? null : Date.parse(instance);
  let best: SentRoster | undefined;
  for (const one of sent) {
    const about = one.roster.instance === undefined ? null : Date.parse(one.roster.instance);
    if (about !== wanted || !mayKeep(one.sender)) continue;
    if (best === undefined || beats(one, best)) best = one;
  }
  return best;
}

function beats(a: SentRoster, b: SentRoster): boolean {
  if (a.roster.epoch !== b.roster.epoch) return a.roster.epoch > b.roster.epoch;
  if (a.roster.seq !== b.roster.seq) return a.roster.seq > b.roster.seq;
  return a.eventId < b.eventId;
}

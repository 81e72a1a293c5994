import type { Attendee, MeetupRow } from "@paceline/protocol/port";

type PaceGroup = MeetupRow["block"]["pace_groups"][number];

export const headCount = (people: readonly Attendee[]): number =>
  people.reduce((sum, person) => sum + 1 + person.guests, 0);

/** Groups in the card's order, then those without one (or with one that is gone). Empty groups stay: they are an offer. */
export function byPace(
  people: readonly Attendee[],
  groups: readonly PaceGroup[],
): readonly { readonly group?: PaceGroup; readonly people: readonly Attendee[] }[] {
  const known = new Set(groups.map((group) => group.id));
  const rest = people.filter((person) => person.pace === undefined || !known.has(person.pace));
  return [
    ...groups.map((group) => ({ group, people: people.filter((person) => person.pace === group.id) })),
    ...(rest.length === 0 ? [] : [{ people: rest }]),
  ];
}

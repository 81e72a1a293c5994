import type { MapContent, MapPerson } from "./content.ts";
import { distanceM, type Spot } from "./geo.ts";

/** So many people get a face, a trail and a circle; the others are dots until somebody chooses them. */
const FACES = 12;

/** The people to show with their faces: the chosen one, myself, lead and sweep, then whoever is nearest to me (without a place of mine, in the order they come). */
export function nearest({ people, me }: MapContent, chosen: string | undefined): readonly MapPerson[] {
  if (people.length <= FACES) return people;
  const from = me ?? people.find(({ mine }) => mine);
  const first = people.filter((one) => one.id === chosen || one.mine || one.part !== undefined);
  const rest = people.filter((one) => !first.includes(one));
  return [...first, ...(from === undefined ? rest : byDistance(from, rest))].slice(0, Math.max(FACES, first.length));
}

/** Each distance is reckoned once, not at each comparison. */
const byDistance = (from: Spot, people: readonly MapPerson[]): readonly MapPerson[] =>
  people
    .map((person) => [distanceM(from, person), person] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, person]) => person);

import type { MapContent, MapPerson } from "./content.ts";
import { distanceM } from "./geo.ts";

/** So many people get a face, a trail and a circle; the others are dots until somebody chooses them. */
const FACES = 12;

/** The people to show with their faces: the chosen one, myself, lead and sweep, then whoever is nearest to me (without a place of mine, in the order they come). */
export function nearest({ people, me }: MapContent, chosen: string | undefined): readonly MapPerson[] {
  if (people.length <= FACES) return people;
  const from = me ?? people.find(({ mine }) => mine);
  const first = people.filter((one) => one.id === chosen || one.mine || one.part !== undefined);
  const rest = people.filter((one) => !first.includes(one));
  const sorted = from === undefined ? rest : rest.toSorted((a, b) => distanceM(from, a) - distanceM(from, b));
  return [...first, ...sorted].slice(0, Math.max(FACES, first.length));
}

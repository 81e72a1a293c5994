import type { StandingAnswer } from "./standing.ts";
import { compareMoments } from "./facts.ts";

/** Who said what, each list by how long they have said it. People who withdrew are in none. */
export type Tally = {
  readonly yes: readonly StandingAnswer[];
  readonly maybe: readonly StandingAnswer[];
  readonly no: readonly StandingAnswer[];
  /** Heads of everybody who said yes, guests included, whether or not they have a seat. */
  readonly heads: number;
};

export function tally(standing: ReadonlyMap<unknown, StandingAnswer>): Tally {
  const inOrder = [...standing.values()].sort((a, b) => compareMoments(a.since, b.since));
  const who = (status: StandingAnswer["status"]) => inOrder.filter((answer) => answer.status === status);
  const yes = who("yes");
  return {
    yes,
    maybe: who("maybe"),
    no: who("no"),
    heads: yes.reduce((sum, answer) => sum + 1 + answer.guests, 0),
  };
}

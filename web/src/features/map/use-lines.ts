import type { ShareRow } from "@paceline/protocol/port";
import { useState } from "react";
import type { Spot } from "../../map/geo.ts";

type Lines = { readonly shares: readonly ShareRow[]; readonly me: Spot | undefined; readonly now: number };

/** More people than this are a crowd. */
const CROWD = 40;

/**
 * What the lines of a list say. Those of a crowd are renewed together when their ages are, and when somebody comes or goes: every second one of them moves, and each line that
 * changes alone makes the page lay itself out. The map and the line of the chosen one show every position at once.
 */
export function useLines(latest: Lines, chosen: string | undefined): Lines {
  const [held, hold] = useState(latest);
  const { shares, now } = latest;
  if (shares.length <= CROWD) return latest;
  if (held.now !== now || held.shares.length !== shares.length) {
    hold(latest);
    return latest;
  }
  const theirs = shares.find(({ id }) => id === chosen);
  if (theirs === undefined) return held;
  return { ...held, shares: held.shares.map((share) => (share.id === chosen ? theirs : share)) };
}

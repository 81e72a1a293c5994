/** Chance that can be had again: mulberry32 over a seed that a failing run names. */
export type Chance = {
  readonly seed: number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** One of them. */
  of<T>(choices: readonly [T, ...T[]]): T;
};

/** PACELINE_SEED names the seed of an earlier run. */
export function chance(env: NodeJS.ProcessEnv = process.env): Chance {
  const seed = Number(env["PACELINE_SEED"] ?? Date.now() % 1_000_000);
  let state = seed;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
  return { seed, below, of: (choices) => choices[below(choices.length)] ?? choices[0] };
}

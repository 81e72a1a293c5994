import type { Summary } from "./statistics.ts";
import { summary } from "./statistics.ts";

/** One thing that is measured. `measure` answers one value in the pair's unit. */
type Side = { readonly name: string; readonly measure: () => Promise<number> };

/** Ours beside what a user would pick instead, both in the same run on the same machine. */
export type Pair = {
  /** Begins with the requirement's id. */
  readonly name: string;
  readonly unit: string;
  readonly ours: Side;
  readonly theirs: Side;
  readonly rounds: number;
  /** Rounds before, not counted. */
  readonly warmups?: number;
  /** Bound of ours ÷ theirs, by medians. */
  readonly gate?: { readonly atMost: number } | { readonly atLeast: number };
};

/** One value with a bound, e.g. a size. */
type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly measure: () => Promise<number>;
  readonly atMost?: number;
};

/** What a `*.bench.ts` exports as `bench`. `close` is called whatever happened. */
export type Bench = {
  readonly open: () => Promise<{
    readonly pairs?: readonly Pair[];
    readonly figures?: readonly Figure[];
    readonly close: () => Promise<void>;
  }>;
};

export type PairResult = {
  readonly name: string;
  readonly unit: string;
  readonly ours: Summary & { readonly name: string };
  readonly theirs: Summary & { readonly name: string };
  /** Ours ÷ theirs, by medians; `ratios` are those of each round. */
  readonly ratio: number;
  readonly ratios: Summary;
  readonly gate?: Pair["gate"];
  readonly kept: boolean;
};

export type FigureResult = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly atMost?: number;
  readonly kept: boolean;
};

export type BenchResult = { readonly pairs: readonly PairResult[]; readonly figures: readonly FigureResult[] };

export async function runBench(bench: Bench): Promise<BenchResult> {
  const { pairs = [], figures = [], close } = await bench.open();
  try {
    const result = { pairs: [] as PairResult[], figures: [] as FigureResult[] };
    for (const pair of pairs) result.pairs.push(await runPair(pair));
    for (const figure of figures) result.figures.push(await takeFigure(figure));
    return result;
  } finally {
    await close();
  }
}

/** The sides take turns, and who begins changes each round, so that a machine that slows down slows both. */
export async function runPair(pair: Pair): Promise<PairResult> {
  if (pair.rounds < 1) throw new RangeError(`${pair.name}: at least one round`);
  const ours: number[] = [];
  const theirs: number[] = [];
  const warmups = pair.warmups ?? 0;
  for (let round = -warmups; round < pair.rounds; round += 1) {
    const turn = async (): Promise<number> => checked(await pair.ours.measure(), pair.name);
    const other = async (): Promise<number> => checked(await pair.theirs.measure(), pair.name);
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? turn() : other());
    const second = await (oursFirst ? other() : turn());
    if (round < 0) continue;
    ours.push(oursFirst ? first : second);
    theirs.push(oursFirst ? second : first);
  }
  const [own, other] = [summary(ours), summary(theirs)];
  const ratio = own.median / other.median;
  return {
    name: pair.name,
    unit: pair.unit,
    ours: { name: pair.ours.name, ...own },
    theirs: { name: pair.theirs.name, ...other },
    ratio,
    ratios: summary(ours.map((value, round) => value / (theirs[round] ?? Number.NaN))),
    ...(pair.gate === undefined ? {} : { gate: pair.gate }),
    kept: isKept(ratio, pair.gate),
  };
}

async function takeFigure({ name, unit, measure, atMost }: Figure): Promise<FigureResult> {
  const value = checked(await measure(), name);
  return {
    name,
    unit,
    value,
    kept: value <= (atMost ?? Number.POSITIVE_INFINITY),
    ...(atMost === undefined ? {} : { atMost }),
  };
}

function isKept(ratio: number, gate: Pair["gate"]): boolean {
  if (gate === undefined) return true;
  return "atMost" in gate ? ratio <= gate.atMost : ratio >= gate.atLeast;
}

function checked(value: number, name: string): number {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name}: ${value} is no measurement`);
  return value;
}

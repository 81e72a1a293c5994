/** Middle and spread of one side's measurements; the spread is the half of them around the median. */
export type Summary = {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly values: readonly number[];
};

/** Linear interpolation between the two nearest values. `values` must not be empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("no values");
  return below + (above - below) * (place - Math.floor(place));
}

export const summary = (values: readonly number[]): Summary => ({
  median: quantile(values, 0.5),
  lower: quantile(values, 0.25),
  upper: quantile(values, 0.75),
  values,
});

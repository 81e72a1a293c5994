import { quantile } from "@paceline/testkit/counts";

/** Middle and spread of one side's measurements; the spread is the half of them around the median. */
export type Summary = {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly values: readonly number[];
};

export const summary = (values: readonly number[]): Summary => ({
  median: quantile(values, 0.5),
  lower: quantile(values, 0.25),
  upper: quantile(values, 0.75),
  values,
});

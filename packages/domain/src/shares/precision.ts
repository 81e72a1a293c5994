import type { Fix, Precision } from "@paceline/protocol/port";
import { EARTH_M } from "./follow.ts";
import type { Place } from "./geo.ts";

/** Side of a cell, metres. */
const CELL_M: Readonly<Record<Exclude<Precision, "exact">, number>> = { "500m": 500, town: 5_000 };
const DEGREE_M = (EARTH_M * Math.PI) / 180;

/**
 * Middle of the cell that a place lies in. The grid is the same for everybody and for ever, so that a hundred positions inside one cell tell no more than one; noise on
 * each point would average out. Cells are metric: bands of latitude, each divided into as many equal parts of its circle as fit.
 */
export function cellMiddle({ latitude, longitude }: Place, side_m: number): Place {
  const bands = Math.ceil((180 * DEGREE_M) / side_m);
  const bandDeg = 180 / bands;
  const band = Math.min(bands - 1, Math.floor((latitude + 90) / bandDeg));
  const middle = (band + 0.5) * bandDeg - 90;
  const parts = Math.max(1, Math.round((360 * DEGREE_M * Math.cos((middle * Math.PI) / 180)) / side_m));
  const partDeg = 360 / parts;
  const part = Math.min(parts - 1, Math.floor((longitude + 180) / partDeg));
  return { latitude: middle, longitude: (part + 0.5) * partDeg - 180 };
}

/** A measured place as one audience may know it. A coarse one tells neither speed nor height nor direction, which would say where in the cell. */
export function blur(fix: Fix, precision: Precision): Fix {
  if (precision === "exact") return fix;
  const side = CELL_M[precision];
  const { ts, battery_pct } = fix;
  return {
    ts,
    ...cellMiddle(fix, side),
    accuracy_m: Math.ceil(side / Math.SQRT2),
    ...(battery_pct === undefined ? {} : { battery_pct }),
  };
}

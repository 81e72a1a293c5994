import { expect, test } from "vitest";
import { barriers, COLOURS, paint, stand } from "./stand.tsx";
import { STATES } from "./states.ts";

for (const [name, state] of STATES)
  test(`M17 ${name}: renders without a barrier, in light and in dark`, async () => {
    await using _stage = await stand(state);
    expect(await barriers()).toEqual([]);
    paint("dark");
    expect(await barriers(COLOURS)).toEqual([]);
  });

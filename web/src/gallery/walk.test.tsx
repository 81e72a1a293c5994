import { expect, test } from "vitest";
import { barriers, stand, type Theme } from "./stand.tsx";
import { STATES } from "./states.ts";

const THEMES: readonly Theme[] = ["light", "dark"];

for (const [name, state] of STATES)
  for (const theme of THEMES)
    test(`M17 ${name}, ${theme}: renders without a barrier`, async () => {
      await using _stage = await stand(state, theme);
      expect(await barriers()).toEqual([]);
    });

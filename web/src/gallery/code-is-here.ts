const parts = import.meta.glob(["../{app,features}/**/*.tsx", "../map/start-map.ts", "!**/*.test.tsx"]);
let here: Promise<unknown> | undefined;

/**
 * Code that comes to a real page when it is needed is all there before a state stands. Otherwise a state seems to stand while a slow machine still fetches it,
 * and a test looks at placeholders.
 */
export const codeIsHere = (): Promise<unknown> =>
  (here ??= Promise.all([import("virtual:words/en/later"), ...Object.values(parts).map((part) => part())]));

import { expect, test } from "vitest";
import { flowOfCode } from "./code-flow.ts";

const FLOW = "$an-event-id";
const text = (words: string): number[] => [...new TextEncoder().encode(words)];
const code = (change: Partial<{ prefix: string; version: number; length: number; rest: number }> = {}): Uint8Array => {
  const { prefix, version, length, rest } = { prefix: "MATRIX", version: 2, length: FLOW.length, rest: 80, ...change };
  return Uint8Array.from([...text(prefix), version, 0, 0, length, ...text(FLOW), ...Array<number>(rest).fill(255)]);
};

test("M6 a code says which verification it is of, wherever its bytes lie", () => {
  expect(flowOfCode(code())).toBe(FLOW);
  const inside = Uint8Array.from([1, 2, 3, ...code()]).subarray(3);
  expect(flowOfCode(inside)).toBe(FLOW);
});

test("M6 what is no code of a verification, of another version or cut short, is of none", () => {
  const none = [
    new Uint8Array(0),
    Uint8Array.from(text("https://example.org/a-poster-on-the-wall")),
    code({ prefix: "MATRIY" }),
    code({ version: 3 }),
    code({ length: 200 }),
    code({ rest: 71 }),
  ];
  expect(none.map(flowOfCode)).toEqual(none.map(() => undefined));
});

import { expect, test } from "vitest";
import { startOptions } from "./options.ts";
import { startAdvice } from "./sentences.ts";

const adviceFor = (...args: string[]): string => {
  const options = startOptions(args);
  return options.ok ? JSON.stringify(options.value) : startAdvice(options.failure);
};

test("D3 port and freshness are what may be chosen", () => {
  expect(adviceFor()).toBe('{"port":8720,"fresh":false}');
  expect(adviceFor("--port", "9000", "--fresh")).toBe('{"port":9000,"fresh":true}');
});

test("D3 what is not understood is named, together with what there is", () => {
  for (const [words, named] of [
    [["--port", "tuesday"], "--port tuesday"],
    [["--port", "70000"], "--port 70000"],
    [["--quick"], "--quick"],
    [["now"], "now"],
  ] as const)
    expect(adviceFor(...words)).toBe(`${named} is not understood. The options are: --port <number>, --fresh.`);
});

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

test("D3 an operator's own map is its address and whose it is", () => {
  expect(adviceFor("--map-tiles", "https://tiles.example.org/city.pmtiles", "--map-credit", "© OpenStreetMap")).toBe(
    '{"port":8720,"fresh":false,"mapTiles":{"url":"https://tiles.example.org/city.pmtiles","attribution":"© OpenStreetMap"}}',
  );
});

test("D3 what is not understood is named, together with what there is", () => {
  for (const [words, named] of [
    [["--port", "tuesday"], "--port tuesday"],
    [["--port", "70000"], "--port 70000"],
    [["--quick"], "--quick"],
    [["now"], "now"],
    [["--map-tiles", "/city.pmtiles"], "--map-tiles /city.pmtiles --map-credit undefined"],
    [["--map-tiles", "ftp://a", "--map-credit", "© OpenStreetMap"], "--map-tiles ftp://a --map-credit © OpenStreetMap"],
  ] as const)
    expect(adviceFor(...words)).toBe(
      `${named} is not understood. The options are: --port <number>, --fresh, --map-tiles <address> with --map-credit <words>.`,
    );
});

import { EVENTS } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { workspaces } from "../fences/workspaces.ts";
import {
  clocksInPureCode,
  longFiles,
  medianLines,
  testsWithoutId,
  untestedEvents,
  viewsWithoutStates,
  wordsInProps,
  wrongDependencies,
} from "./rules.ts";
import { sources } from "./sources.ts";

const files = sources();
const one = (path: string, text: string) => [{ path, text }];

test("D3 the walk sees every room", () => {
  const rooms = new Set(files.map((file) => file.path.split("/src/")[0]));
  expect([...rooms]).toEqual(
    expect.arrayContaining(["packages/protocol", "packages/engine", "web", "bridge", "scripts"]),
  );
});

test("D3 no file is longer than 300 lines, half are under 100", () => {
  expect(longFiles(one("web/src/a.css", "a\n".repeat(301)))).toHaveLength(1);
  expect(longFiles(one("web/src/a.css", "a\n".repeat(300)))).toEqual([]);
  expect(longFiles(files)).toEqual([]);
  expect(medianLines(files)).toBeLessThan(100);
});

test("D3 protocol and domain never read the clock", () => {
  const file = "packages/domain/src/a.ts";
  for (const text of ["const a = new Date();", "const a = new Date( );", "const a = new Date;", "const a = Date();"])
    expect(clocksInPureCode(one(file, text))).toHaveLength(1);
  expect(clocksInPureCode(one(file, "const a = new Date(ms); // new Date() is not used\n"))).toEqual([]);
  expect(clocksInPureCode(files)).toEqual([]);
});

test("M17 every view of a feature has states", () => {
  const view = { path: "web/src/features/meetups/Card.tsx", text: "export function Card() {}" };
  expect(viewsWithoutStates([view])).toHaveLength(1);
  expect(viewsWithoutStates([view, { path: "web/src/features/meetups/Card.states.ts", text: "" }])).toEqual([]);
  expect(viewsWithoutStates(files)).toEqual([]);
});

test("M17 no attribute holds a text outside the message catalogue", () => {
  expect(wordsInProps(one("web/src/a/A.tsx", '<img alt="A rider" />'))).toHaveLength(1);
  expect(wordsInProps(one("web/src/a/A.tsx", '<img alt="" className="rider" title={t("rider")} />'))).toEqual([]);
  expect(wordsInProps(files)).toEqual([]);
});

test("D3 testkit, the Matrix SDK and the map stay in their rooms", () => {
  const room = (folder: string, dependencies: Record<string, string>) => [
    { folder, manifest: { name: folder, dependencies } },
  ];
  expect(wrongDependencies(room("bridge", { "@paceline/testkit": "0.1.0" }))).toHaveLength(1);
  expect(wrongDependencies(room("web", { "matrix-js-sdk": "43.0.0" }))).toHaveLength(1);
  expect(wrongDependencies(room("bridge", { "maplibre-gl": "6.17.0" }))).toHaveLength(1);
  expect(wrongDependencies(workspaces())).toEqual([]);
});

test("B2 every event of the registry has its file, an accepted sample and a test", () => {
  const entry = { schema: { safeParse: (value: unknown) => ({ success: value === 1 }) }, sample: 2 };
  expect(untestedEvents({ newEvent: entry }, [])).toHaveLength(3);
  expect(untestedEvents(EVENTS, files)).toEqual([]);
});

test("D3 the title of every test begins with a requirement's id", () => {
  expect(testsWithoutId(one("a.test.ts", 'test("works", () => {});'))).toHaveLength(1);
  expect(testsWithoutId(one("a.test.ts", 'test("E2 works", () => {});'))).toEqual([]);
  expect(testsWithoutId(files)).toEqual([]);
});

import { EVENTS } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { workspaces } from "../fences/workspaces.ts";
import {
  clocksInPureCode,
  longFiles,
  medianLines,
  packageCycles,
  testsWithoutId,
  untestedEvents,
  viewsWithoutStates,
  wordsOutsideCatalogue,
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

test("M17 every view of a feature has states, or is shown by one that has", () => {
  const view = (name: string, text = "") => ({
    path: `web/src/features/meetups/${name}.tsx`,
    text: `${text} export function ${name}() {}`,
  });
  const states = { path: "web/src/features/meetups/Page.states.ts", text: "" };
  const shown = [
    view("Page", 'import { Card } from "./Card.tsx";'),
    view("Card", 'import { Seats } from "./Seats.tsx"; const Route = lazy(() => import("./Route.tsx"));'),
    view("Seats"),
    view("Route"),
  ];
  expect(viewsWithoutStates(shown)).toHaveLength(4);
  expect(viewsWithoutStates([...shown, states])).toEqual([]);
  expect(viewsWithoutStates([...shown, states, view("Forgotten")])).toHaveLength(1);
  expect(viewsWithoutStates(files)).toEqual([]);
});

test("M17 no attribute and no quoted child holds a text outside the message catalogue", () => {
  const words = (jsx: string) => wordsOutsideCatalogue(one("web/src/a/A.tsx", jsx));
  for (const jsx of [
    '<img alt="A rider" />',
    "<p title={`Rider ${n}`} />",
    '<p>{"Hello"}</p>',
    "<p>{`Hello ${name}`}</p>",
  ])
    expect(words(jsx)).toHaveLength(1);
  for (const jsx of [
    '<img alt="" className="rider" title={t("rider")} />',
    "<p>{`+${count}`}</p>",
    '<p>{t("hello")}</p>',
  ])
    expect(words(jsx)).toEqual([]);
  expect(wordsOutsideCatalogue(files)).toEqual([]);
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

test("D3 no package needs itself, on whatever way round", () => {
  const room = (name: string, dependencies: Record<string, string>) => ({
    folder: name,
    manifest: { name, dependencies },
  });
  expect(packageCycles([room("a", { b: "1" }), room("b", { c: "1" }), room("c", { a: "1" })])).toContain(
    "a → b → c → a",
  );
  expect(packageCycles(workspaces())).toEqual([]);
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

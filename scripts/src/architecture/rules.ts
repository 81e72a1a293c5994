import { posix } from "node:path";
import type { Manifest } from "../fences/workspaces.ts";
import { isTest } from "./sources.ts";
import type { Source } from "./sources.ts";

/** What the tools cannot say. Each rule turns the house into findings, one sentence each; none means it is kept. */
type Finding = string;

const MAX_LINES = 300;

const linesOf = ({ text }: Source): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** The linter counts TypeScript; style sheets, pages and scripts grow as well. */
export const longFiles = (files: readonly Source[]): Finding[] =>
  files
    .filter((file) => linesOf(file) > MAX_LINES)
    .map((file) => `${file.path} has ${linesOf(file)} lines, ${MAX_LINES} at most`);

/** Half of all files are read in one look. */
export function medianLines(files: readonly Source[]): number {
  const lengths = files.map(linesOf).toSorted((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

const PURE = /^packages\/(protocol|domain)\/src\//;

/** `new Date(value)` and `Date.parse` compute; `new Date()` and `Date()` ask the machine. */
export const clocksInPureCode = (files: readonly Source[]): Finding[] =>
  files
    .filter((file) => PURE.test(file.path) && !isTest(file.path))
    .filter((file) =>
      /\bnew\s+(globalThis\.)?Date\s*(\(\s*\)|[;,)\n])|(?<!new\s+)(?<![\w.])Date\s*\(/.test(withoutComments(file.text)),
    )
    .map((file) => `${file.path} reads the clock: time comes in as an argument`);

const VIEW = /^web\/src\/features\/.*\/([A-Z]\w*)\.tsx$/;

/**
 * The states feed the gallery, the accessibility run and the screenshots; a view without them is never looked at. A part is
 * looked at inside the view that shows it, so it needs states of its own only when no view with states imports it.
 */
export function viewsWithoutStates(files: readonly Source[]): Finding[] {
  const views = files.filter(({ path, text }) => {
    const name = VIEW.exec(path)?.[1];
    return name !== undefined && new RegExp(`export (const|function) ${name}\\b`).test(text);
  });
  const paths = new Set(files.map((file) => file.path));
  const shown = new Set(
    views.filter(({ path }) => paths.has(path.replace(/\.tsx$/, ".states.ts"))).map(({ path }) => path),
  );
  // Grows while it is walked, so that parts of parts are found.
  for (const path of shown) for (const part of partsOf(views.find((view) => view.path === path))) shown.add(part);
  return views
    .filter(({ path }) => !shown.has(path))
    .map(({ path }) => `${path} has no states, and no view with states shows it`);
}

const partsOf = (view: Source | undefined): string[] =>
  view === undefined
    ? []
    : [...view.text.matchAll(/(?:from |import\()"(\.{1,2}\/[^"]+\.tsx)"/g)].map(([, path]) =>
        posix.join(posix.dirname(view.path), path ?? ""),
      );

const WORD_PROPS =
  /\s(?:title|alt|label|placeholder|description|heading|hint|text|message|errorMessage|aria-label|aria-description|aria-roledescription|aria-valuetext)=(?:"([^"]*)"|\{\s*["'`]([^"'`]*)["'`]\s*\})/g;
const QUOTED_CHILD = /[>}]\s*\{\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)\s*\}/g;
const WORDLESS = /^web\/src\/(gallery|words)\/|\.states\.tsx?$/;
const PLACEHOLDER = /\$\{[^}]*\}/g;

/** The linter finds text between tags; this finds it in quoted children and in the attributes that people see or hear. */
export const wordsOutsideCatalogue = (files: readonly Source[]): Finding[] =>
  files
    .filter(({ path }) => /^web\/src\/.*\.tsx$/.test(path) && !isTest(path) && !WORDLESS.test(path))
    .flatMap(({ path, text }) =>
      [WORD_PROPS, QUOTED_CHILD]
        .flatMap((pattern) => [...text.matchAll(pattern)].map(([, ...found]) => found.join("")))
        .filter((words) => /\p{L}{2}/u.test(words.replaceAll(PLACEHOLDER, "")))
        .map((words) => `${path} has a text outside the message catalogue: ${words}`),
    );

const PRODUCTS = new Set([
  "packages/protocol",
  "packages/domain",
  "packages/engine",
  "web",
  "bridge",
  "desktop",
  "homeserver-config",
]);

type Room = { readonly folder: string; readonly manifest: Manifest };

/** The same walls in the manifests: what a package cannot name it cannot import, not even by a computed name. */
export function wrongDependencies(rooms: readonly Room[]): Finding[] {
  const has = ({ manifest }: Room, name: string): boolean =>
    name in { ...manifest.dependencies, ...manifest.devDependencies };
  return rooms.flatMap((room) => [
    ...(PRODUCTS.has(room.folder) && "@paceline/testkit" in (room.manifest.dependencies ?? {})
      ? [`${room.folder} depends on testkit outside its tests`]
      : []),
    ...(has(room, "matrix-js-sdk") && !["packages/engine", "bench"].includes(room.folder)
      ? [`${room.folder} depends on matrix-js-sdk, which is the engine's`]
      : []),
    ...(has(room, "maplibre-gl") && room.folder !== "web"
      ? [`${room.folder} depends on maplibre-gl, which is web's`]
      : []),
  ]);
}

/** Cycles between packages; those between files are the linter's. What tests need (`devDependencies`) does not count. */
export function packageCycles(rooms: readonly Room[]): Finding[] {
  const needs = new Map(rooms.map(({ manifest }) => [manifest.name, Object.keys(manifest.dependencies ?? {})]));
  const walk = (name: string, way: readonly string[]): Finding[] =>
    way.includes(name)
      ? [[...way.slice(way.indexOf(name)), name].join(" → ")]
      : (needs.get(name) ?? []).flatMap((next) => walk(next, [...way, name]));
  return [...new Set([...needs.keys()].flatMap((name) => walk(name, [])))];
}

type RegistryEntry = { readonly schema: { safeParse(value: unknown): { success: boolean } }; readonly sample: unknown };

/** An event is one file with a sample that its own schema accepts, and a test beside it. */
export function untestedEvents(registry: Readonly<Record<string, RegistryEntry>>, files: readonly Source[]): Finding[] {
  const paths = new Set(files.map((file) => file.path));
  return Object.entries(registry).flatMap(([name, { schema, sample }]) => {
    const file = `packages/protocol/src/events/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [
      ...(schema.safeParse(sample).success ? [] : [`the sample of ${name} is refused by its own schema`]),
      ...(paths.has(`${file}.ts`) ? [] : [`${name} has no file ${file}.ts`]),
      ...(paths.has(`${file}.test.ts`) ? [] : [`${name} has no test ${file}.test.ts`]),
    ];
  });
}

const ID = /^(M|P|C|E|S|F|N|B|D)\d{1,2} /;

/** The first test of a row in requirements leads to all others by its id. */
export const testsWithoutId = (files: readonly Source[]): Finding[] =>
  files
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^\s*(?:test|it)(?:\.each\([^)]*\))?\(\s*["`]([^"`]*)/gm)]
        .map((match) => match[1] ?? "")
        .filter((title) => !ID.test(title))
        .map((title) => `${path}: the title "${title}" does not begin with a requirement's id`),
    );

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");

/** A deliberate violation: the files that make it, the tool that must fail, and the rule that it must name. */
export type Violation = {
  readonly what: string;
  readonly tool: "tsc" | "oxlint" | "knip";
  readonly rule: string;
  /** The first file is the one that is reported. */
  readonly files: Readonly<Record<string, string>>;
};

const lint = (rule: string, what: string, path: string, text: string): Violation => ({
  what,
  tool: "oxlint",
  rule,
  files: { [path]: text },
});
const compile = (rule: string, what: string, path: string, text: string): Violation => ({
  what,
  tool: "tsc",
  rule,
  files: { [path]: text },
});
const imports = (path: string, from: string): Violation =>
  lint("eslint(no-restricted-imports)", `${path} imports ${from}`, path, `export * as there from "${from}";\n`);

const LIBRARIES: Violation[] = [
  compile(
    "TS2304",
    "a timer in domain",
    "packages/domain/src/v/timer.ts",
    "export const t = setTimeout(() => 1, 1);\n",
  ),
  compile("TS2304", "a socket in domain", "packages/domain/src/v/socket.ts", "export const s = new WebSocket(``);\n"),
  compile("TS2304", "a request in protocol", "packages/protocol/src/v/fetch.ts", "export const f = fetch(``);\n"),
  compile("TS2591", "Node in protocol", "packages/protocol/src/v/node.ts", "export const p = process.env;\n"),
  compile("TS2584", "a page in domain", "packages/domain/src/v/page.ts", "export const d = document.title;\n"),
];

const EXPORTS: Violation[] = ["web", "bridge", "packages/engine", "packages/domain"].map((folder) =>
  compile(
    "TS2307",
    `a deep import in ${folder}`,
    `${folder}/src/v/deep.ts`,
    `export * from "@paceline/protocol/src/neutral.ts";\n`,
  ),
);

const LANGUAGE: Violation[] = [
  compile("TS1294", "an enum", "packages/domain/src/v/enum.ts", "export enum Kind {\n  ride,\n}\n"),
  compile("TS7006", "an implicit any", "packages/domain/src/v/implicit.ts", "export const f = (x) => x;\n"),
  compile(
    "TS18048",
    "an unchecked index",
    "bridge/src/v/index.ts",
    "const a: string[] = [];\nconst b = a[0];\nexport const c = b.length;\n",
  ),
];

const WHO_IMPORTS_WHOM: Violation[] = [
  imports("packages/protocol/src/v/domain.ts", "@paceline/domain"),
  imports("packages/domain/src/v/engine.ts", "@paceline/engine/connect"),
  imports("packages/domain/src/v/node.ts", "node:fs"),
  imports("packages/domain/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("packages/protocol/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("packages/engine/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("packages/engine/src/v/web.ts", "@paceline/web"),
  imports("packages/engine/src/v/node.ts", "node:fs"),
  imports("web/src/v/bridge.ts", "@paceline/bridge"),
  imports("web/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("web/src/v/sdk.ts", "matrix-js-sdk"),
  imports("web/src/v/inside.ts", "../../../packages/engine/src/neutral.ts"),
  imports("web/src/v/node.ts", "node:fs"),
  imports("web/src/v/map.ts", "maplibre-gl"),
  imports("web/src/map/sdk.ts", "matrix-js-sdk"),
  imports("web/src/v/states.ts", "../features/a/A.states.ts"),
  imports("packages/engine/src/v/testing.ts", "./testing/model.ts"),
  imports("web/src/v/gallery.ts", "../gallery/stage.tsx"),
  imports("bridge/src/v/engine.ts", "@paceline/engine/connect"),
  imports("bridge/src/v/sdk.ts", "matrix-js-sdk"),
  imports("bridge/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("desktop/src/v/domain.ts", "@paceline/domain"),
  imports("desktop/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("homeserver-config/src/v/bridge.ts", "@paceline/bridge"),
  imports("homeserver-config/src/v/testkit.ts", "@paceline/testkit/counts"),
  imports("packages/testkit/src/v/sdk.ts", "matrix-js-sdk"),
  imports("e2e/src/v/sdk.ts", "matrix-js-sdk"),
  imports("bench/src/v/map.ts", "maplibre-gl"),
  lint(
    "eslint(no-restricted-imports)",
    "a type of the SDK outside the engine",
    "web/src/v/sdk-type.ts",
    'import type { MatrixClient } from "matrix-js-sdk";\nexport type Client = MatrixClient;\n',
  ),
  lint(
    "eslint(no-restricted-imports)",
    "the SDK loaded late outside the engine",
    "web/src/v/sdk-late.ts",
    'export const load = (): Promise<unknown> => import("matrix-js-sdk");\n',
  ),
  {
    what: "a cycle of types",
    tool: "oxlint",
    rule: "import(no-cycle)",
    files: {
      "packages/domain/src/v/one.ts": 'import type { Two } from "./two.ts";\nexport type One = { two?: Two };\n',
      "packages/domain/src/v/two.ts": 'import type { One } from "./one.ts";\nexport type Two = { one?: One };\n',
    },
  },
];

const RULES: Violation[] = [
  lint(
    "eslint(no-restricted-properties)",
    "the clock in domain",
    "packages/domain/src/v/now.ts",
    "export const n = Date.now();\n",
  ),
  lint(
    "eslint(no-restricted-properties)",
    "chance in protocol",
    "packages/protocol/src/v/random.ts",
    "export const r = Math.random();\n",
  ),
  lint(
    "eslint(no-restricted-properties)",
    "the clock of Temporal in domain",
    "packages/domain/src/v/temporal-now.ts",
    'import { Temporal } from "temporal-polyfill";\nexport const n = Temporal.Now.instant();\n',
  ),
  lint(
    "eslint(no-restricted-globals)",
    "Temporal as a global in domain",
    "packages/domain/src/v/temporal.ts",
    "export const t = Temporal;\n",
  ),
  lint(
    "eslint(no-restricted-globals)",
    "Node's process in web",
    "web/src/v/process.ts",
    "export const p = process.env;\n",
  ),
  lint(
    "eslint(no-restricted-globals)",
    "Node's Buffer in engine",
    "packages/engine/src/v/buffer.ts",
    "export const b = Buffer.from([1]);\n",
  ),
  lint(
    "typescript(no-non-null-assertion)",
    "a `!`",
    "bridge/src/v/assertion.ts",
    "export const f = (x?: string): string => x!;\n",
  ),
  lint(
    "typescript(ban-ts-comment)",
    "an error of the compiler silenced",
    "bridge/src/v/silenced.ts",
    "// @ts-ignore\nexport const n: number = 1;\n",
  ),
  lint(
    "typescript(no-explicit-any)",
    "an any",
    "bridge/src/v/any.ts",
    "export const f = (x: any): string => String(x);\n",
  ),
  lint("eslint(max-lines)", "a file of 301 lines", "bridge/src/v/long.ts", "export {};\n".repeat(301)),
  lint("import(no-default-export)", "a default export", "bridge/src/v/default.ts", "export default 1;\n"),
  lint("eslint(no-console)", "a log past the logger", "bridge/src/v/log.ts", 'console.log("here");\n'),
  lint(
    "eslint(no-warning-comments)",
    "a note for later",
    "bridge/src/v/later.ts",
    "// FIXME: later\nexport const l = 1;\n",
  ),
  lint(
    "typescript(no-floating-promises)",
    "a promise let go",
    "bridge/src/v/float.ts",
    "export const f = (): void => {\n  Promise.reject(new Error(``));\n};\n",
  ),
  lint(
    "typescript(switch-exhaustiveness-check)",
    "a forgotten case",
    "packages/domain/src/v/case.ts",
    'export function f(x: "a" | "b"): number {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 0;\n}\n',
  ),
  lint(
    "react(jsx-no-literals)",
    "a word outside the catalogue",
    "web/src/v/Word.tsx",
    "export const Word = () => <p>Hello</p>;\n",
  ),
  lint(
    "react(no-danger)",
    "raw HTML in a view",
    "web/src/v/Raw.tsx",
    'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;\n',
  ),
  lint(
    "vitest(no-disabled-tests)",
    "a skipped test",
    "bridge/src/v/skip.test.ts",
    'import { expect, test } from "vitest";\ntest.skip("B1 later", () => expect(1).toBe(1));\n',
  ),
  lint(
    "vitest(no-focused-tests)",
    "a test that hides the others",
    "bridge/src/v/only.test.ts",
    'import { expect, test } from "vitest";\ntest.only("B1 alone", () => expect(1).toBe(1));\n',
  ),
  lint(
    "vitest(expect-expect)",
    "a test that cannot fail",
    "bridge/src/v/empty.test.ts",
    'import { test } from "vitest";\ntest("B1 nothing", () => {});\n',
  ),
];

const DEAD_CODE: Violation[] = [
  { what: "an unused file", tool: "knip", rule: "files", files: { "bridge/src/v/unused.ts": "export const u = 1;\n" } },
  {
    what: "an unused export",
    tool: "knip",
    rule: "exports",
    files: {
      "bridge/src/v/half.ts": "export const used = 1;\nexport const unused = 2;\n",
      "bridge/src/v/half.test.ts": 'import { used } from "./half.ts";\nused;\n',
    },
  },
  {
    what: "an undeclared package",
    tool: "knip",
    rule: "unlisted",
    files: { "bridge/src/v/undeclared.test.ts": 'import * as idb from "idb";\nidb;\n' },
  },
];

/** Every fence that a tool holds, each with one violation. */
export const VIOLATIONS: readonly Violation[] = [
  ...LIBRARIES,
  ...EXPORTS,
  ...LANGUAGE,
  ...WHO_IMPORTS_WHOM,
  ...RULES,
  ...DEAD_CODE,
];

/** What must stay possible in the same house; a fence that refuses these is too high. */
export const ALLOWED: Readonly<Record<string, string>> = {
  "packages/domain/src/ok/protocol.ts": 'export * as ids from "@paceline/protocol";\n',
  "packages/engine/src/ok/sdk.ts": 'export * as sdk from "matrix-js-sdk";\n',
  "bridge/src/testing/ok.ts": 'export * as counts from "@paceline/testkit/counts";\n',
  "packages/engine/src/ok/kit.test.ts": 'export * as counts from "@paceline/testkit/counts";\n',
  "web/src/gallery/ok.ts": 'export * as counts from "@paceline/testkit/counts";\n',
  "web/src/features/ok/Ok.states.ts": 'export * as stage from "../../gallery/ok.ts";\n',
  "web/src/ok/port.ts": 'export * as port from "@paceline/protocol/port";\n',
  "web/src/map/maplibre.d.ts": 'declare module "maplibre-gl";\n',
  "web/src/map/ok.ts": 'export * as map from "maplibre-gl";\n',
  "bridge/src/ok/node.ts": 'export * as fs from "node:fs";\n',
  "web/src/ok/Icon.tsx": 'export const Icon = ({ name }: { name: string }) => <p className="icon">{name}</p>;\n',
};

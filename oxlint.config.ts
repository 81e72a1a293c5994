import { defineConfig } from "oxlint";
import type { OxlintOverride } from "oxlint";

/** Every workspace with the workspaces of ours that its products may import: the fences of docs/ARCHITECTURE.md. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "packages/protocol": [],
  "packages/domain": ["protocol"],
  "packages/engine": ["protocol", "domain"],
  web: ["protocol", "domain", "engine"],
  bridge: ["protocol", "domain"],
  desktop: ["protocol"],
  "homeserver-config": ["protocol"],
};
/** What is never part of a product: tests and their helpers, the states of views and the gallery that shows them. */
const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/testing/**/*.ts", "**/*.states.ts", "gallery/**/*.{ts,tsx}"];

/** Engine of the client: the one importer of the Matrix SDK. */
const SDK_HOME = "packages/engine";
/** Map folder: the one importer of the map library. */
const MAP_HOME = "web/src/map";

type Pattern = { regex: string; message: string };

const deepPath: Pattern = {
  regex: "^\\.\\./(.*/)?src/",
  message: "Another package is imported by its name and a path of its `exports`, never by a relative path.",
};
const sdk: Pattern = {
  regex: "^matrix-js-sdk(/|$)",
  message: "Only packages/engine imports matrix-js-sdk; everybody else speaks through the engine port.",
};
const map: Pattern = { regex: "^maplibre-gl(/|$)", message: "Only web/src/map imports maplibre-gl." };
const showroom: Pattern = {
  regex: "(^|/)(gallery|testing)/|\\.states\\.ts$",
  message: "States, the gallery and what helps tests are no product: it does not import them.",
};
const nodeBuiltins: Pattern = { regex: "^node:", message: "This code runs in a browser or is pure: no Node modules." };

const ALL = [
  "protocol",
  "domain",
  "engine",
  "testkit",
  "web",
  "bridge",
  "desktop",
  "homeserver-config",
  "e2e",
  "bench",
  "scripts",
];

const ours = (allowed: readonly string[]): Pattern => ({
  // Rust's regular expressions know no look-ahead, so the forbidden names are listed.
  regex: `^@paceline/(${ALL.filter((name) => !allowed.includes(name)).join("|")})(/|$)`,
  message:
    allowed.length === 0
      ? "This package imports no other package of ours."
      : `Of our packages this one imports only ${allowed.join(", ")} (testkit: tests alone).`,
});

const fence = (folder: string, allowed: readonly string[]): Pattern[] => [
  deepPath,
  ours(allowed),
  map,
  ...(folder === SDK_HOME ? [] : [sdk]),
];

const restricted = (patterns: Pattern[]): OxlintOverride["rules"] & object => ({
  "no-restricted-imports": ["error", { patterns }],
});

const fences: OxlintOverride[] = Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) => {
  const browserOrPure = folder === "web" || folder.startsWith("packages/");
  const tests = TESTS.map((pattern) => `${folder}/src/${pattern}`);
  return [
    {
      files: [`${folder}/src/**/*.{ts,tsx}`],
      excludeFiles: tests,
      rules: restricted([...fence(folder, allowed), showroom, ...(browserOrPure ? [nodeBuiltins] : [])]),
    },
    { files: tests, rules: restricted(fence(folder, [...allowed, "testkit"])) },
  ];
});

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "promise", "vitest"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: ["node_modules", ".paceline", "**/dist", "**/locales/*.ts"],
  rules: {
    // Fences
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-default-export": "error",
    "typescript/no-explicit-any": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/no-non-null-assertion": "error",
    "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
    "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
    "no-restricted-imports": ["error", { patterns: [deepPath, sdk, map] }],
    "vitest/no-disabled-tests": "error",
    "vitest/no-focused-tests": "error",

    // Rules beyond the categories that have caught real mistakes
    "no-misleading-character-class": ["error", { allowEscape: true }],
    eqeqeq: "error",
    "no-console": "error",
    "no-empty": "error",
    "no-param-reassign": "error",
    "no-var": "error",
    "no-throw-literal": "error",
    "typescript/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    "typescript/only-throw-error": [
      "error",
      { allow: [{ from: "package", package: "@tanstack/router-core", name: "NotFoundError" }] },
    ],
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/use-unknown-in-catch-callback-variable": "error",
    "unicorn/prefer-node-protocol": "error",
    "unicorn/no-instanceof-array": "error",
    "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
    "react/rules-of-hooks": "error",
    "react/no-danger": "error",
    "react/button-has-type": "error",

    // Rules of the categories that are noise here: each line says why
    "jsx-a11y/prefer-tag-over-role": "off", // a `div` that is a status is no form's `output`
    "react/react-in-jsx-scope": "off", // the automatic JSX runtime
    "import/no-named-as-default-member": "off", // fast-check and zod are read as `fc.array`, `z.string`
    "import/no-unassigned-import": "off", // CSS modules and workers are imported for their effect
    "no-await-in-loop": "off", // order per room is the point of most loops that await
    "no-underscore-dangle": "off", // names of the Matrix specification
    "no-shadow": "off", // a narrower value under the same name reads better than two names
    "unicorn/consistent-function-scoping": "off", // small helpers live beside their one use
    "unicorn/no-array-sort": "off", // most arrays sorted here were just made
    "unicorn/no-array-reverse": "off", // the same
    "oxc/no-map-spread": "off", // copies are wanted: shared data is never mutated
    "promise/always-return": "off", // typed promises make it redundant
    "typescript/no-generated-empty-object-type": "off", // `Record<never, never>` says "no parameters" and means it
    "typescript/no-unsafe-type-assertion": "off", // parsing is zod's work; ids are cast in one file
    "typescript/consistent-return": "off", // the compiler sees what a total switch returns
    "unicorn/no-thenable": "off", // plain data may have a key "then"; nothing here awaits data
    "unicorn/prefer-add-event-listener": "off", // a message port starts by `onmessage`
    "react/incompatible-library": "off", // the virtual list is known to opt out of the compiler
    "unicorn/require-post-message-target-origin": "off", // only meant for windows; ports and workers take none
  },
  overrides: [
    ...fences,
    {
      files: [`${MAP_HOME}/**/*.{ts,tsx}`],
      excludeFiles: TESTS,
      rules: restricted([deepPath, sdk, ours(MAY_IMPORT["web"] ?? []), showroom, nodeBuiltins]),
    },
    { files: ["bench/**/*.ts"], rules: restricted([deepPath, map]) },
    {
      files: ["packages/protocol/src/**/*.ts", "packages/domain/src/**/*.ts"],
      rules: {
        "no-restricted-globals": ["error", { name: "Temporal", message: "Import it from temporal-polyfill." }],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: "Time comes in as an argument." },
          { object: "Temporal", property: "Now", message: "Time comes in as an argument." },
          { object: "Math", property: "random", message: "Chance comes in as an argument." },
        ],
      },
    },
    {
      files: ["web/src/**/*.{ts,tsx}", "packages/engine/src/**/*.ts"],
      excludeFiles: ["**/*.test.ts", "**/*.test.tsx"],
      rules: {
        "no-restricted-globals": [
          "error",
          ...["process", "Buffer", "global", "require", "setImmediate"].map((name) => ({
            name,
            message: "This code runs in a browser.",
          })),
        ],
      },
    },
    {
      files: ["web/src/**/*.tsx"],
      excludeFiles: ["web/src/**/*.test.tsx", "web/src/gallery/**"],
      rules: { "react/jsx-no-literals": ["error", { noStrings: false, ignoreProps: true }] },
    },
    {
      files: ["scripts/**", "bench/src/**", "e2e/**"],
      rules: { "no-console": "off" },
    },
    {
      // Playwright's fixtures are called `use` and must destructure, even nothing.
      files: ["e2e/**/*.ts"],
      rules: { "react/rules-of-hooks": "off", "no-empty-pattern": "off" },
    },
    {
      files: ["**/*.config.ts", "**/*.config.mjs", "**/*.d.ts"],
      rules: { "import/no-default-export": "off" },
    },
    {
      files: ["**/*.test.ts", "**/*.test.tsx"],
      rules: { "typescript/no-non-null-assertion": "off", "typescript/unbound-method": "off" },
    },
  ],
});

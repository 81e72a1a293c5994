import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT } from "../steps/plan.ts";
import { deadLinks, documents, isThere, missingCommands, missingPaths, unlistedDecisions } from "./documents.ts";

const files = documents();
const one = (path: string, text: string) => [{ path, text }];

test("D3 every link of the documents leads somewhere", () => {
  const exists = (path: string) => path === "docs/GLOSSARY.md";
  expect(deadLinks(one("docs/a.md", "[words](GLOSSARY.md#client), [Matrix](https://matrix.org)"), exists)).toEqual([]);
  expect(deadLinks(one("docs/a.md", "[gone](gone.md)"), exists)).toHaveLength(1);
  expect(files.length).toBeGreaterThan(10);
  expect(deadLinks(files, isThere)).toEqual([]);
});

test("D3 the paths and commands that documents name exist", () => {
  expect(missingPaths(one("a.md", "`web/src/gone.ts`, `gone/a.ts` and `web/src/*.ts`"), () => false)).toHaveLength(1);
  expect(missingPaths(files, isThere)).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as { scripts: object };
  expect(missingCommands(one("a.md", "`npm run check`, `npm run gone -- x`"), ["check"])).toHaveLength(1);
  expect(missingCommands(files, Object.keys(scripts))).toEqual([]);
});

test("D3 the index of decisions lists each of them under its title", () => {
  const decision = { path: "docs/adr/0001-doors.md", text: "# 1. One door\n" };
  expect(unlistedDecisions([decision])).toHaveLength(1);
  const index = { path: "docs/adr/README.md", text: "- 1. [One door](0001-doors.md)\n" };
  expect(unlistedDecisions([decision, index])).toEqual([]);
  expect(unlistedDecisions(files)).toEqual([]);
});

import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { CHECKOUT } from "../steps/plan.ts";
import { workspaces } from "../fences/workspaces.ts";
import type { Source } from "./sources.ts";

/** Everything that people read about the house; reports of runs are no documents. */
export const documents = (): Source[] =>
  globSync(["*.md", "docs/**/*.md"], { cwd: CHECKOUT }).map((path) => ({
    path: path.replaceAll("\\", "/"),
    text: readFileSync(join(CHECKOUT, path), "utf8"),
  }));

export const isThere = (path: string): boolean => existsSync(join(CHECKOUT, path));

const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g;

/** Links inside of the house that lead nowhere. `exists` takes a path from the root of the checkout. */
export const deadLinks = (files: readonly Source[], exists: (path: string) => boolean): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(LINK)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !exists(posix.join(posix.dirname(path), target)))
      .map((target) => `${path} links to ${target}, which is not there`),
  );

const ROOMS = [...new Set(workspaces().map(({ folder }) => folder.split("/")[0])), "docs", "\\.ci"].join("|");
const PATH = new RegExp(`\`((?:${ROOMS})/[\\w./-]+)\``, "g");

/** Paths of the house that are named as code and are not there. */
export const missingPaths = (files: readonly Source[], exists: (path: string) => boolean): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(PATH)]
      .map(([, named = ""]) => named)
      .filter((named) => !exists(named))
      .map((named) => `${path} names ${named}, which is not there`),
  );

/** Commands of the house that are named and that `package.json` does not have. */
export const missingCommands = (files: readonly Source[], scripts: readonly string[]): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(/`npm run ([\w:-]+)(?! -w)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !scripts.includes(name))
      .map((name) => `${path} names npm run ${name}, which does not exist`),
  );

const DECISION = /^docs\/adr\/(\d{4}-.*\.md)$/;

/** Decisions that the index does not list under their own title. */
export function unlistedDecisions(files: readonly Source[]): string[] {
  const index = files.find(({ path }) => path === "docs/adr/README.md")?.text ?? "";
  return files.flatMap(({ path, text }) => {
    const name = DECISION.exec(path)?.[1];
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
    const line = `${number}. [${title}](${name})`;
    return name === undefined || index.includes(line) ? [] : [`docs/adr/README.md lacks the line: ${line}`];
  });
}

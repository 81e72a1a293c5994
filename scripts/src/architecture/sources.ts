import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../steps/plan.ts";

/** A file of the checkout; `path` from its root, with forward slashes. */
export type Source = { readonly path: string; readonly text: string };

const PATTERNS = [
  "packages/*/src/**/*",
  "{web,bridge,desktop,homeserver-config,e2e,bench,scripts}/{src,bare}/**/*",
  "{scripts,web,e2e,bench}/*.{ts,mjs,html}",
];
const READ = /\.(ts|tsx|mjs|css|html|py|sql)$/;

/** Every source that a person wrote. */
export function sources(): Source[] {
  return globSync(PATTERNS, { cwd: CHECKOUT })
    .filter((path) => READ.test(path))
    .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(CHECKOUT, path), "utf8") }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

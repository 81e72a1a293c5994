import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CHECKOUT } from "../steps/plan.ts";
import { workspaces } from "./workspaces.ts";

const ROOT_FILES = [
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "tsconfig.root.json",
  "oxlint.config.ts",
  "knip.json",
  "vitest.config.ts",
];
const NEUTRAL = "export const here = true;\n";

/**
 * A copy of the house with the real rules and empty rooms: every configuration, every package with its `exports`, and one
 * harmless line wherever a source is expected. `files` come on top. The caller removes the folder.
 */
export function overlay(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "paceline-fences-"));
  for (const name of ROOT_FILES) cpSync(join(CHECKOUT, name), join(folder, name));
  linkPackages(folder);
  for (const workspace of workspaces()) {
    const target = join(folder, workspace.folder);
    mkdirSync(target, { recursive: true });
    for (const name of configurationsIn(workspace.folder))
      cpSync(join(CHECKOUT, workspace.folder, name), join(target, name));
    const entries = ["./src/neutral.ts", "./src/neutral.test.ts", ...Object.values(workspace.manifest.exports ?? {})];
    for (const entry of entries) write(target, entry, NEUTRAL);
    symlinkSync(target, join(folder, "node_modules", workspace.manifest.name), "junction");
  }
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

const configurationsIn = (workspace: string): string[] =>
  readdirSync(join(CHECKOUT, workspace)).filter((name) => name === "package.json" || /^tsconfig.*\.json$/.test(name));

/** The installed packages, but ours are those of the overlay. */
function linkPackages(folder: string): void {
  const installed = join(CHECKOUT, "node_modules");
  mkdirSync(join(folder, "node_modules", "@paceline"), { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== "@paceline") symlinkSync(join(installed, name), join(folder, "node_modules", name), "junction");
}

function write(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

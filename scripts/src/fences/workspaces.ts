import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../steps/plan.ts";

export type Manifest = {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};
export type Workspace = { readonly folder: string; readonly manifest: Manifest };

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(CHECKOUT, folder, "package.json"), "utf8")) as Manifest;

/** Every workspace of the root package.json. */
export function workspaces(): Workspace[] {
  const folders = (manifestOf(".").workspaces ?? []).flatMap((pattern) => {
    if (!pattern.endsWith("/*")) return [pattern];
    const parent = pattern.slice(0, -2);
    return readdirSync(join(CHECKOUT, parent)).map((name) => `${parent}/${name}`);
  });
  return folders
    .filter((folder) => existsSync(join(CHECKOUT, folder, "package.json")))
    .map((folder) => ({ folder, manifest: manifestOf(folder) }));
}

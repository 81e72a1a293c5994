import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

const SOURCES = ["web", "packages/protocol", "packages/domain", "packages/engine", "package-lock.json"];
const NOT_SOURCES = /(^|\/)(node_modules|dist|[^/]+\.test\.tsx?)(\/|$)/;

/** One value for everything the built client is made from; another value means another build. */
export const webSourcesStamp = async (checkout: string): Promise<string> => {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const entries = source.includes(".") ? [source] : await filesBelow(checkout, source);
    for (const path of entries) hash.update(`${path}\0`).update(await readFile(join(checkout, path)));
  }
  return hash.digest("hex");
};

const filesBelow = async (checkout: string, folder: string): Promise<string[]> => {
  const entries = await readdir(join(checkout, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(checkout, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !NOT_SOURCES.test(path))
    .sort();
};

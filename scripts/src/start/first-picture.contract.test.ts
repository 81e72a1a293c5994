import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { CHECKOUT } from "../steps/plan.ts";
import { buildWeb } from "./processes/web-build.ts";

/** First scripts of a start at the conversations: the page's own two, the engine's worker, and the page at that address. What they import comes with them. */
const FIRST = ["index", "shell", "engine-worker", "ChatsLayout", "NoChat"];
const BUDGET_KIB = 180;
const SCHEMAS = "ZodObject";

test("D2 the scripts that the first picture waits for keep to their budget, and no schema is among the engine's", async () => {
  const built = await buildWeb(CHECKOUT);
  if (!built.ok) throw new Error(built.failure.cause);
  const scripts = await readScripts(join(built.value, "assets"));
  const sizes = new Map([...scripts].map(([name, text]) => [name, gzipSync(text).byteLength]));
  const words = namesOf(scripts, "first").map((name) => sizes.get(name) ?? 0);
  const first = importedBy(scripts, FIRST);
  const bytes = [...first].reduce((sum, name) => sum + (sizes.get(name) ?? 0), Math.max(...words));
  expect(bytes / 1_024).toBeLessThanOrEqual(BUDGET_KIB);
  expect(bytes / 1_024).toBeGreaterThan(100);

  const ofEngine = importedBy(scripts, ["engine-worker"]);
  expect([...ofEngine].filter((name) => scripts.get(name)?.includes(SCHEMAS))).toEqual([]);
  // Under that name they are somewhere.
  expect([...scripts.values()].some((text) => text.includes(SCHEMAS))).toBe(true);
});

async function readScripts(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}

/** Vite names a file after what is in it and its hash. */
function namesOf(scripts: ReadonlyMap<string, string>, what: string): string[] {
  const found = [...scripts.keys()].filter((name) => name.replace(/-[\w-]{8}\.js$/, "") === what);
  if (found.length === 0) throw new Error(`no script is called ${what}`);
  return found;
}

/** Those scripts and what they import, directly or by way of others, without what they ask for later. */
function importedBy(scripts: ReadonlyMap<string, string>, entries: readonly string[]): ReadonlySet<string> {
  const all = new Set(entries.flatMap((entry) => namesOf(scripts, entry)));
  for (const name of all)
    for (const [, imported] of (scripts.get(name) ?? "").matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      if (imported !== undefined) all.add(imported);
  return all;
}

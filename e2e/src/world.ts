import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { startStack } from "@paceline/scripts/stack";
import type { Stack, StackOptions } from "@paceline/scripts/stack";
import { gather } from "./people/people.ts";
import type { People } from "./people/people.ts";

type Worker = { stack: Stack };

/** A stack in a folder of its own. PACELINE_E2E_WEB names a built client to test; absent: the sources are built. */
export async function startForTests(options: Partial<StackOptions> = {}): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "paceline-e2e-"));
  const built = process.env["PACELINE_E2E_WEB"];
  const web = built === undefined ? {} : { webFolder: built };
  const started = await startStack({ dataDir: folder, testVariant: true, ...web, ...options });
  if (!started.ok) throw new Error(`the stack did not start: ${started.failure.code} ${started.failure.cause ?? ""}`);
  const stack = started.value;
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Real Synapse, bridge and built client, started once a worker; people with browsers of their own. */
export const test = base.extend<{ people: People }, Worker>({
  stack: [
    async ({}, use) => {
      const stack = await startForTests();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  people: async ({ stack, browser }, use, info) => {
    await using gathered = gather(stack, browser, `${info.testId.slice(-6)}-${info.repeatEachIndex}`);
    await use(gathered.people);
  },
});

export { expect } from "@playwright/test";

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { PlainClient } from "@paceline/testkit/plain-client";
import { startStack } from "@paceline/scripts/stack";
import type { Stack } from "@paceline/scripts/stack";
import { PlainRider } from "./people/plain-rider.ts";
import { Rider } from "./people/rider.ts";
import type { Account } from "./people/rider.ts";

/** Who can take part in a test. Names are made unique, so tests share one homeserver without meeting. */
export type People = {
  account(name: string): Promise<Account>;
  /** Signed in and set up, on the home page. */
  rider(name: string): Promise<Rider>;
  /** On another Matrix client: raw HTTP and libolm. */
  plain(name: string): Promise<PlainRider>;
};

type Worker = { stack: Stack };

/** Real Synapse, bridge and built client, started once a worker; people with browsers of their own. */
export const test = base.extend<{ people: People }, Worker>({
  stack: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "paceline-e2e-"));
      const started = await startStack({ dataDir: folder, testVariant: true });
      if (!started.ok)
        throw new Error(`the stack did not start: ${started.failure.code} ${started.failure.cause ?? ""}`);
      await use(started.value);
      await started.value.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 240_000 },
  ],
  people: async ({ stack, browser }, use, info) => {
    const riders: Rider[] = [];
    const account = async (name: string): Promise<Account> => {
      const localpart = `${name.toLowerCase()}-${info.testId.slice(-6)}-${info.repeatEachIndex}`;
      const password = `${name} rides at dawn`;
      const made = await stack.synapse.register({ localpart, password, displayName: name });
      if (!made.ok) throw new Error(`no account for ${localpart}: ${made.failure.code}`);
      return { userId: made.value.userId, name, localpart, password };
    };
    await use({
      account,
      rider: async (name) => {
        const rider = await Rider.at(browser, stack.origin, await account(name));
        riders.push(rider);
        await rider.signIn();
        await rider.setUp();
        return rider;
      },
      plain: async (name) => {
        const { localpart, password } = await account(name);
        const client = await PlainClient.signIn(stack.synapse.baseUrl, localpart, password);
        await client.setUpCrossSigning(password);
        return new PlainRider(client);
      },
    });
    await Promise.all(riders.map((rider) => rider.close()));
  },
});

export { expect } from "@playwright/test";

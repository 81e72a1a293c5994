import { configDefaults, defineConfig } from "vitest/config";

/**
 * Three tiers of tests. `unit` runs everywhere in seconds; `contract` may start real servers, and waits for them most of its time, so three of
 * its files run at once; `view` renders in a real browser page and is described in web/, where its plugins live.
 */
const never = [...configDefaults.exclude, ".paceline/**"];

/**
 * matrix-js-sdk fetches keys in the background while it encrypts (`RoomEncryptor.ensureEncryptionSession`) and listens to no outcome, so a client that stops at
 * that moment leaves a rejection that nobody can handle.
 */
const LEFT_BY_SDK = "OutgoingRequestsManager was stopped";

export default defineConfig({
  test: {
    onUnhandledError: ({ message }) => (message === LEFT_BY_SDK ? false : undefined),
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "{bridge,desktop,homeserver-config,scripts,bench,web}/src/**/*.test.ts",
          ],
          exclude: [...never, "**/*.contract.test.ts"],
          // Pure code and stores in memory: whoever changes something of the process puts it back, so files share one.
          isolate: false,
          testTimeout: 20_000,
          // Nothing here takes a second, but machines are busy.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: "contract",
          include: ["{packages/*,bridge,desktop,homeserver-config,scripts,web}/src/**/*.contract.test.ts"],
          exclude: never,
          globalSetup: "packages/testkit/src/synapse/forked-setup.ts",
          maxWorkers: 3,
          testTimeout: 120_000,
          // A test asks what comes, not how soon, on whatever machine and beside whatever else it does.
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 180_000,
        },
      },
      "web/vitest.config.ts",
    ],
  },
});

import { join } from "node:path";
import { chromiumLaunch } from "@paceline/testkit/chromium";
import { defineConfig } from "@playwright/test";

const state = join(import.meta.dirname, "..", ".paceline", "e2e");

/** How long an expected thing may be missing. A test asks what comes, not how soon, on whatever machine and beside whatever else it does. */
const PATIENCE_MS = 60_000;

const { args, ...launch } = await chromiumLaunch();
/** Chromium's own painted camera, allowed without a question, so that every machine has one and no test depends on whose. */
const CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

/** Real Synapse, real bridge, the built web client, real browsers. Two workers, each with a stack of its own. */
export default defineConfig({
  testDir: "src",
  testMatch: "**/*.test.ts",
  outputDir: join(state, "results"),
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // The longest takes a tenth of this on two cores.
  timeout: 600_000,
  expect: { timeout: PATIENCE_MS },
  reporter: [["line"], ["json", { outputFile: process.env["PACELINE_E2E_REPORT"] ?? join(state, "report.json") }]],
  use: {
    actionTimeout: PATIENCE_MS,
    browserName: "chromium",
    headless: true,
    launchOptions: { ...launch, args: [...args, ...CAMERA] },
    // A trace pictures every frame, which costs more than the test: ask for one with `--trace retain-on-failure`.
    screenshot: "only-on-failure",
    viewport: { width: 1280, height: 800 },
  },
});

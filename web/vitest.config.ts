import { chromiumLaunch } from "@paceline/testkit/chromium";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineProject } from "vitest/config";
import { compiledWords } from "./vite.words.ts";

/** Views in a real browser page: each state renders, is accessible, acts. */
export default defineProject({
  plugins: [react({ compiler: true }), compiledWords()],
  worker: { format: "es" },
  // Every dependency is found before the first test: one that is found later reloads the page in the middle of another.
  optimizeDeps: { entries: ["src/**/*.{ts,tsx}"], include: ["qr/decode.js"] },
  test: {
    name: "view",
    include: ["src/**/*.test.tsx"],
    // A page is fetched from the development server first, and machines are busy.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await chromiumLaunch() }),
      instances: [{ browser: "chromium", viewport: { width: 1280, height: 800 } }],
    },
  },
});

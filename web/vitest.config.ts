import { chromiumLaunch } from "@paceline/testkit/chromium";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { configDefaults, defineProject } from "vitest/config";
import { compiledWords } from "./vite.words.ts";

/** Looks at what the page has fetched so far, which is everything after another file. */
const NEEDS_A_FRESH_PAGE = "src/app/fetch-ahead.test.tsx";
const chromium = { browser: "chromium", viewport: { width: 1280, height: 800 } } as const;

/** Views in a real browser page: each state renders, is accessible, acts. */
export default defineProject({
  plugins: [react({ compiler: true }), compiledWords()],
  worker: { format: "es" },
  // Every dependency is found before the first test: one that is found later reloads the page in the middle of another.
  optimizeDeps: { entries: ["src/**/*.{ts,tsx}"], include: ["qr/decode.js"] },
  test: {
    name: "view",
    include: ["src/**/*.test.tsx"],
    // Half of all work is to fetch the app into a page: the files share one, and whoever changes something of it puts it back.
    isolate: false,
    // A page is fetched from the development server first, and machines are busy.
    testTimeout: 120_000,
    expect: { poll: { timeout: 40_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await chromiumLaunch() }),
      instances: [
        { ...chromium, name: "view (chromium)", exclude: [...configDefaults.exclude, NEEDS_A_FRESH_PAGE] },
        { ...chromium, name: "view (fresh chromium)", include: [NEEDS_A_FRESH_PAGE] },
      ],
    },
  },
});

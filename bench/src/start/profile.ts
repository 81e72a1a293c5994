import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { BrowserContext } from "@playwright/test";
import { chromiumLaunch } from "@paceline/testkit/chromium";

/** A browser's folder that outlives the browser. */
export type Profile = {
  /** Starts the browser, does the work on its one page, ends the browser in order. */
  readonly use: <T>(work: (context: BrowserContext) => Promise<T>) => Promise<T>;
  /** The next start finds no file of any page in the browser's caches; what pages stored stays. */
  readonly forgetFiles: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Without the software WebGL of the tests: no page here draws with it, and compositing in it would be what is measured. */
const ARGS = ["--no-sandbox", "--disable-gpu"];

export async function createProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), "paceline-bench-profile-"));
  const { args: _drawing, ...launch } = await chromiumLaunch();
  return {
    async use(work) {
      const viewport = { width: 1280, height: 800 };
      const context = await chromium.launchPersistentContext(folder, {
        ...launch,
        args: ARGS,
        viewport,
        locale: "en-GB",
      });
      try {
        return await work(context);
      } finally {
        await context.close();
      }
    },
    async forgetFiles() {
      for (const cache of ["Cache", "Code Cache"])
        for (const parent of [folder, join(folder, "Default")])
          await rm(join(parent, cache), { recursive: true, force: true });
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

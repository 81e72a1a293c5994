import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { BrowserContext } from "@playwright/test";
import { chromiumLaunch } from "@paceline/testkit/chromium";
import { Rider } from "../people/rider.ts";
import type { Account } from "../people/rider.ts";
import { test as base } from "../world.ts";

/** A person whose browser keeps its profile on disk, so that it can be ended in any way and opened again. */
export class Home {
  readonly account: Account;
  readonly profile: string;
  private readonly origin: string;
  private now: { readonly rider: Rider; readonly pid: number } | undefined;

  constructor(account: Account, profile: string, origin: string) {
    this.account = account;
    this.profile = profile;
    this.origin = origin;
  }

  /** The person at the page of this moment. */
  get rider(): Rider {
    if (this.now === undefined) throw new Error(`the browser of ${this.account.name} is not open`);
    return this.now.rider;
  }

  async open(address = "/"): Promise<Rider> {
    const context = await chromium.launchPersistentContext(this.profile, {
      ...(await chromiumLaunch()),
      headless: true,
      baseURL: this.origin,
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      viewport: { width: 1280, height: 800 },
    });
    const pid = await browserProcess(context);
    const page = context.pages()[0] ?? (await context.newPage());
    this.now = { rider: await Rider.on(page, this.account, address), pid };
    return this.now.rider;
  }

  /** SIGKILL of the browser with all its processes, as when the machine loses power. */
  async kill(): Promise<void> {
    const { rider, pid } = this.close();
    const gone = new Promise((resolve) => rider.context.once("close", resolve));
    // Playwright starts a browser as the leader of a process group.
    process.kill(-pid, "SIGKILL");
    await gone;
  }

  /** Ends it in order. */
  async quit(): Promise<void> {
    await this.close().rider.context.close();
  }

  get isOpen(): boolean {
    return this.now !== undefined;
  }

  private close(): { readonly rider: Rider; readonly pid: number } {
    const { rider } = this;
    const pid = this.now?.pid ?? 0;
    if (pid <= 1) throw new Error("no process of this browser is known");
    this.now = undefined;
    return { rider, pid };
  }
}

/** The browser's own process, told by itself. */
async function browserProcess(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (browser === null) throw new Error("a browser with a profile does not say which browser it is");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const own = processInfo.find(({ type }) => type === "browser");
  if (own === undefined) throw new Error("the browser names no process of its own");
  return own.id;
}

/** `home(name)`: somebody new, signed in and set up in a browser with a profile on disk. */
export const test = base.extend<{ home: (name: string) => Promise<Home> }>({
  home: async ({ stack, people }, use) => {
    const homes: Home[] = [];
    await use(async (name) => {
      const profile = await mkdtemp(join(tmpdir(), "paceline-profile-"));
      const home = new Home(await people.account(name), profile, stack.origin);
      homes.push(home);
      const rider = await home.open();
      await rider.signIn();
      await rider.setUp();
      return home;
    });
    for (const home of homes) {
      if (home.isOpen) await home.quit();
      // The browser is gone before the last of its helpers, which may still write.
      await rm(home.profile, { recursive: true, force: true, maxRetries: 10 });
    }
  },
});

export { expect } from "../world.ts";

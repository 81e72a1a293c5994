import { setTimeout as pause } from "node:timers/promises";
import { chromium, expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import type { Homeserver } from "@paceline/homeserver-config/run";
import { chromiumLaunch } from "@paceline/testkit/chromium";
import { setUp, signIn } from "../start/ours.ts";
import { caller, PASSWORD, register } from "./raw-pair.ts";

export type TwoBrowsers = {
  /**
   * Milliseconds from Enter in one page until the text is in the other page's document. It begins and ends while nothing else goes on: what a message brings
   * about later (the word that it was read, that its writer stopped typing) would otherwise fall into whatever is measured next, on a server with one thread.
   */
  readonly send: (text: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Two people in an encrypted room, each with the room open in a browser of their own. */
export async function openTwoBrowsers(origin: string, homeserver: Homeserver): Promise<TwoBrowsers> {
  const [ana, ben] = [await register(homeserver, "ana"), await register(homeserver, "ben")];
  const call = caller(origin);
  const made = await call(ana, "POST", "createRoom", {
    preset: "private_chat",
    name: "Two who write",
    invite: [ben.userId],
    initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  const roomId = String(made["room_id"]);
  await call(ben, "POST", `rooms/${encodeURIComponent(roomId)}/join`, {});

  const { args: _drawing, ...launch } = await chromiumLaunch();
  const browsers = await Promise.all([
    chromium.launch({ ...launch, args: ARGS }),
    chromium.launch({ ...launch, args: ARGS }),
  ]);
  const [from, to] = [
    await openRoom(browsers[0], origin, "ana", roomId),
    await openRoom(browsers[1], origin, "ben", roomId),
  ];
  return {
    async send(text) {
      const arrival = to.evaluate(whenShown, text);
      // The same page answers in order, so the other evaluation watches by now.
      await to.evaluate(() => undefined);
      // Whoever writes is seen to be typing long before Enter.
      await box(from).fill(text);
      await to.getByText("is typing").waitFor();
      await pause(QUIET_MS);
      const begun = await box(from).evaluate((area) => {
        const at = performance.timeOrigin + performance.now();
        area.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }),
        );
        return at;
      });
      const took = (await arrival) - begun;
      await from.getByRole("article").filter({ hasText: text }).getByText("Read").waitFor();
      await to.getByText("is typing").waitFor({ state: "hidden" });
      await pause(QUIET_MS);
      return took;
    },
    close: async () => void (await Promise.all(browsers.map((browser) => browser.close()))),
  };
}

/** By then every client has asked for its next sync and the server waits. */
const QUIET_MS = 400;

const ARGS = ["--no-sandbox", "--disable-gpu"];

const box = (page: Page) => page.locator("textarea[rows='1']");

async function openRoom(browser: Browser, origin: string, name: string, roomId: string): Promise<Page> {
  const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/chats/${roomId}`);
  await signIn(page, { server: origin, name, password: PASSWORD });
  await setUp(page);
  await expect(box(page)).toBeVisible({ timeout: 60_000 });
  return page;
}

/** Runs in the page: when the timeline holds the text, in milliseconds since 1970. */
function whenShown(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector("[role=log]")?.textContent.includes(text) !== true) return;
      watch.disconnect();
      resolve(performance.timeOrigin + performance.now());
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });
}

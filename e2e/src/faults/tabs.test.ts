import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { count, figures } from "@paceline/testkit/counts";
import { Rider } from "../people/rider.ts";
import { chance } from "./chance.ts";
import { encryptedGroup } from "./group.ts";
import { history, Oracle } from "./oracle.ts";
import { openSite } from "./release.ts";
import { expect, test } from "../world.ts";

const BUILT = join(import.meta.dirname, "../../../web/dist");
const TABS = 4;

test("M11 four tabs of one person, reloading, closing and changing release: one owner, nothing lost or doubled", async ({
  browser,
  people,
  stack,
}) => {
  const site = await openSite(stack, BUILT);
  const pat = await people.plain("Pat");
  const context = await browser.newContext({ baseURL: site.origin, locale: "en-GB" });
  const first = await Rider.on(await context.newPage(), await people.account("Ana"));
  await first.signIn();
  await first.setUp();
  const { userId } = first.account;
  const roomId = await encryptedGroup(pat.client, "Tabs", [first]);
  const oracle = new Oracle("tab", roomId);
  const address = `/chats/${encodeURIComponent(roomId)}`;
  const open = async (): Promise<Rider> => Rider.on(await context.newPage(), first.account, address);
  const tabs = [first, await open(), await open(), await open()];
  const dice = chance();
  const steps = count("tab steps", { quick: 9, prove: 400 });
  const releases = count("new releases", { quick: 1, prove: 2 });
  const releaseAt = new Set(
    Array.from({ length: releases }, (_, at) => Math.floor((steps * (at + 1)) / (releases + 1))),
  );
  let owners = 0;
  let reloads = 0;

  for (let step = 0; step < steps; step++) {
    const at = dice.below(TABS);
    const tab = tabs[at] ?? first;
    if (releaseAt.has(step)) {
      // One tab comes back with the new release while another one's message is on its way; all others follow by themselves.
      await write(tabs[(at + 1) % TABS] ?? first, oracle.begin(userId));
      const scripts = await site.publish();
      await tab.page.reload();
      for (const { page } of tabs) await expect.poll(() => firstScript(page)).toContain(scripts);
    }
    const text = oracle.begin(userId);
    await write(tab, text);
    // In some rounds the tab goes away while its message is still on its way to the engine.
    const patient = dice.below(3) > 0;
    if (patient) {
      await expect(tab.message(text)).toBeVisible();
      oracle.shown(userId, text);
    }
    const what = dice.of(["stay", "stay", "reload", "close"]);
    if (what === "reload") await tab.page.reload();
    if (what === "close") {
      await tab.page.close();
      tabs[at] = await open();
    }
    if (what !== "stay") reloads++;
    owners = Math.max(owners, await ownersOf(context, tabs));
    // A reader that listens in between meets no gap.
    await pat.client.sync();
  }

  // Looked at once for each sync: the gateway of these tabs is in this process, and waits while hundreds of texts are sought.
  await pat.client.until(
    () => {
      const read = new Set(pat.client.messages(roomId).map(({ body }) => body));
      return oracle.texts.every((text) => read.has(text));
    },
    "every text",
    60_000,
  );
  for (const tab of tabs) await expect(tab.message(oracle.texts.at(-1) ?? "")).toBeVisible();
  const verdict = oracle.judge(await history(pat.client, roomId));
  figures("M11 tabs", { seed: dice.seed, steps, reloads, releases: releaseAt.size, owners, ...verdict });
  expect(owners).toBe(1);
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, unreadable: 0, reused: 0 });
  await context.close();
  await site.stop();
});

test("M11 without SharedWorker a second tab says that Paceline is open elsewhere, and can take over", async ({
  people,
  browser,
  stack,
}) => {
  const pat = await people.plain("Pat");
  const context = await browser.newContext({ baseURL: stack.origin, locale: "en-GB" });
  await context.addInitScript(() => void Reflect.deleteProperty(globalThis, "SharedWorker"));
  const first = await Rider.on(await context.newPage(), await people.account("Ben"));
  await first.signIn();
  await first.setUp();
  const roomId = await encryptedGroup(pat.client, "One at a time", [first]);
  await first.say("From the first tab");
  await expect(first.message("From the first tab")).toBeVisible();

  const second = await Rider.on(await context.newPage(), first.account, `/chats/${encodeURIComponent(roomId)}`);
  for (const [taker, other, words] of [
    [second, first, "From the second tab"],
    [first, second, "Back in the first tab"],
    [second, first, "And once more"],
  ] as const) {
    await expect(taker.page.getByText("Paceline is open in another tab")).toBeVisible();
    await taker.page.getByRole("button", { name: "Use Paceline here" }).click();
    await expect(other.page.getByText("Paceline is open in another tab")).toBeVisible();
    await taker.say(words);
    await expect(taker.message(words)).toBeVisible();
    await pat.reads(roomId, words);
  }
  expect(pat.client.timeline(roomId).filter(({ unreadable }) => unreadable !== undefined)).toEqual([]);
  await context.close();
});

/** Types and sends, and waits for nothing. */
async function write(tab: Rider, text: string): Promise<void> {
  await expect(tab.composer()).toBeEnabled();
  await tab.say(text);
}

/** Address of the page's first module; nothing while the page is being loaded. */
const firstScript = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module]")?.src ?? "").catch(() => "");

/** How many hold the account's lock at this moment. */
async function ownersOf(context: BrowserContext, tabs: readonly Rider[]): Promise<number> {
  const page = tabs.map((tab): Page => tab.page).find((one) => !one.isClosed()) ?? context.pages()[0];
  const held = await page?.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));
  return held?.filter((name) => name === "paceline.engine").length ?? 0;
}

import type { BrowserContext } from "@playwright/test";
import { expect } from "@playwright/test";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { firstPage } from "./ours.ts";
import type { SeededAccount } from "./seeded-account.ts";
import { createSide } from "./side.ts";
import type { Side } from "./side.ts";

const FIRST_SYNC_MS = 120_000;

/** The bare page, warm: its store is saved before every close, although the SDK does that every five minutes only. */
export const createBare = (origin: string, account: SeededAccount, homeserver: FakeHomeserver): Promise<Side> =>
  createSide({
    address: origin,
    signs: { row: "#rooms li", timeline: "#timeline", box: "#box" },
    account,
    homeserver,
    leave: save,
    async signIn(context) {
      const page = await firstPage(context);
      page.setDefaultTimeout(FIRST_SYNC_MS);
      const who = await login(origin, account);
      await page.goto(origin);
      await page.evaluate((text) => localStorage.setItem("who", text), JSON.stringify(who));
      await page.reload();
      await page.getByText(account.encrypted.name).click();
      await account.speak();
      await expect(page.getByText(account.encrypted.last)).toBeVisible({ timeout: FIRST_SYNC_MS });
      await save(context);
    },
  });

async function save(context: BrowserContext): Promise<void> {
  const page = await firstPage(context);
  await page.evaluate(() => (window as unknown as { save: () => Promise<void> }).save());
}

async function login(origin: string, { localpart, password }: SeededAccount) {
  const answer = await fetch(`${origin}/_matrix/client/v3/login`, {
    method: "POST",
    body: JSON.stringify({ type: "m.login.password", identifier: { type: "m.id.user", user: localpart }, password }),
  });
  const body = (await answer.json()) as { user_id: string; device_id: string; access_token: string };
  return { baseUrl: origin, userId: body.user_id, deviceId: body.device_id, accessToken: body.access_token };
}

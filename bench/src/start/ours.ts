import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import type { SeededAccount } from "./seeded-account.ts";
import { createSide } from "./side.ts";
import type { Side } from "./side.ts";

/** The first sync of two thousand rooms, on a busy machine. */
const FIRST_SYNC_MS = 120_000;

/** Our client, signed in and set up as a person would. */
export const createOurs = (origin: string, account: SeededAccount, homeserver: FakeHomeserver): Promise<Side> =>
  createSide({
    address: `${origin}/chats`,
    signs: { row: "li a[href^='/chats/']", timeline: "[role=log]", box: "textarea[rows='1']" },
    account,
    homeserver,
    async signIn(context) {
      const page = await firstPage(context);
      page.setDefaultTimeout(FIRST_SYNC_MS);
      await page.goto(`${origin}/chats`);
      await signIn(page, { server: origin, name: account.localpart, password: account.password });
      await setUp(page);
      await account.speak();
      await expect(page.getByText(account.encrypted.last).first()).toBeVisible({ timeout: FIRST_SYNC_MS });
    },
  });

export async function signIn(
  page: Page,
  { server, name, password }: { readonly server: string; readonly name: string; readonly password: string },
): Promise<void> {
  await page.getByLabel("Homeserver").fill(server);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Makes the keys and shows that the recovery key was saved. */
export async function setUp(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).click();
  const recoveryKey = (await page.getByLabel("Recovery key").innerText()).trim();
  await page.getByText("I saved it where I’ll find it again").click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Recovery key").fill(recoveryKey);
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

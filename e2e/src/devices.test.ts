import type { Locator, Page } from "@playwright/test";
import type { Rider } from "./people/rider.ts";
import { foreignRecoveryKey } from "./people/recovery-key.ts";
import { expect, test } from "./world.ts";

test("M6 the first set-up can be put off; a reminder stays until it is done", async ({ people }) => {
  const ana = await people.visitor(await people.account("Ana"));
  const { page } = ana;
  const reminder = page.getByText("Your messages aren’t protected against loss yet.");
  await ana.signIn();
  await page.getByRole("button", { name: "Set up later" }).click();
  await expect(reminder).toBeVisible();
  await page.reload();
  await expect(reminder).toBeVisible();
  await page.getByRole("button", { name: "Finish set-up" }).click();
  await ana.setUp();
  await expect(page.getByRole("navigation", { name: "Places" })).toBeVisible();
  await expect(reminder).toBeHidden();
});

const WORDS = "Written on the first device";
const unlockPage = (page: Page): Locator => page.getByRole("heading", { name: "Verify this device" });
const device = (page: Page, id: string): Locator => page.getByRole("listitem").filter({ hasText: id });

async function deviceId(rider: Rider): Promise<string> {
  const { page } = rider;
  await rider.to("/settings/devices");
  const own = page.getByRole("listitem").filter({ hasText: "Paceline on" }).first();
  await expect(own).toBeVisible();
  return /\b[A-Z]{10}\b/.exec(await own.innerText())?.[0] ?? "";
}

test("M6 a second device by recovery key, a third by emoji: history is back; one is removed; signing out wipes", async ({
  people,
}) => {
  const first = await people.rider("Ana");
  await first.makeClub("Riverside", "Whom you let in");
  await first.openChannel("General");
  await first.say(WORDS);
  await expect(first.message(WORDS)).toBeVisible();
  const room = new URL(first.page.url()).pathname;

  const second = await people.visitor(first.account);
  await test.step("a new device says why it cannot read, and leads to what helps", async () => {
    await second.signIn();
    await expect(unlockPage(second.page)).toBeVisible();
    await second.page.getByRole("button", { name: "Look around first" }).click();
    await expect(second.page.getByText("earlier messages can’t be read here")).toBeVisible();
    await second.page.getByRole("link", { name: "Riverside" }).first().click();
    await second.openChannel("General");
    const log = second.page.getByRole("log");
    await expect(log.getByText("Verify this device to read this message.").first()).toBeVisible();
    await log.getByRole("button", { name: "Verify" }).first().click();
    await expect(unlockPage(second.page)).toBeVisible();
  });

  await test.step("a wrong recovery key is told, the right one brings history back", async () => {
    const { page } = second;
    for (const wrong of [foreignRecoveryKey(), "EsTx not a key"]) {
      await page.getByLabel("Recovery key").fill(wrong);
      await page.getByRole("button", { name: "Unlock" }).click();
      await expect(page.getByText("This isn’t the right recovery key.")).toBeVisible();
      await page.getByLabel("Recovery key").fill("");
    }
    await page.getByLabel("Recovery key").fill(first.recoveryKey);
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(second.message(WORDS)).toBeVisible();
  });
  const removed = await deviceId(second);

  const third = await people.visitor(first.account);
  await test.step("a code or the camera is offered, both devices show the same seven emoji; history is back", async () => {
    await third.signIn();
    await third.page.getByRole("button", { name: "Use another device" }).click();
    const asked = first.page.getByRole("alertdialog", { name: "Is this you?" });
    await expect(asked).toBeVisible();
    await asked.getByRole("button", { name: "Verify" }).click();
    const choice = third.page.getByRole("alertdialog", { name: "Verify your other device" });
    await expect(choice.getByRole("img", { name: "QR code of this verification" })).toBeVisible();
    await choice.getByRole("button", { name: "Scan a code" }).click();
    // Chromium's camera shows no code, but it shows: the page's policy lets it.
    await expect(third.page.getByLabel("What the camera sees")).toBeVisible();
    await third.page.getByRole("button", { name: "Compare emoji" }).click();
    const shown = [first, third].map(({ page }) => page.getByRole("alertdialog", { name: "Do the emoji match?" }));
    const emoji = await Promise.all(
      shown.map(async (dialog) => {
        await expect(dialog.getByRole("listitem")).toHaveCount(7);
        return dialog.getByRole("listitem").allInnerTexts();
      }),
    );
    expect(emoji[0]).toEqual(emoji[1]);
    for (const dialog of shown) await dialog.getByRole("button", { name: "They match" }).click();
    const done = first.page.getByRole("dialog", { name: "Verified" });
    await expect(done).toBeVisible();
    await done.getByRole("button", { name: "Continue" }).click();
    await expect(third.page.getByRole("navigation", { name: "Places" })).toBeVisible();
    await third.to(room);
    await expect(third.message(WORDS)).toBeVisible();
  });

  await test.step("the list shows all three verified; one of them is removed", async () => {
    const { page } = first;
    await page.goto("/settings/devices");
    await expect(page.getByText("Verified", { exact: true })).toHaveCount(3);
    await device(page, removed)
      .getByRole("button", { name: /^Actions for/ })
      .click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Password").fill(first.account.password);
    await dialog.getByRole("button", { name: "Sign out" }).click();
    await expect(device(page, removed)).toBeHidden();
    await expect(second.page.getByText("The server signed this device out.")).toBeVisible();
  });

  await test.step("signing out leaves nothing behind", async () => {
    const { page } = third;
    await third.to("/settings/account");
    await page.getByRole("button", { name: "Sign out" }).click();
    // What the engine remembers goes with its worker: the page begins anew with another one.
    const anew = page.waitForEvent("load");
    await page.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
    await anew;
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
    // What is left is what a browser has in which nobody ever signed in: empty tables and a fresh key.
    const stranger = await people.visitor(first.account);
    await expect(stranger.page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
    const untouched = await kept(stranger.page);
    expect(untouched.files).toEqual([]);
    await expect.poll(() => kept(page)).toEqual(untouched);
  });
});

type Kept = {
  databases: Record<string, number>;
  files: string[];
  caches: string[];
  local: string[];
  session: string[];
};

/** Everything that this origin keeps in the browser: records by table, names of the rest. */
const kept = async (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const done = async <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("no answer")));
      });
    const databases: Record<string, number> = {};
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const table of database.objectStoreNames)
        databases[`${name}/${table}`] = await done(database.transaction(table).objectStore(table).count());
      database.close();
    }
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return {
      databases,
      files,
      caches: await caches.keys(),
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
    };
  });

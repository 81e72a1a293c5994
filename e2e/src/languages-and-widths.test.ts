import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { gather } from "./people/people.ts";
import type { Rider } from "./people/rider.ts";
import { expect, test } from "./world.ts";

const WORDS = join(import.meta.dirname, "..", "..", "web", "src", "words");

/** The sentences of a catalogue by id, read as text: what the page shows is compared with what was written. */
async function catalogue(language: "en" | "de"): Promise<ReadonlyMap<string, string>> {
  const folder = join(WORDS, language);
  const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
  const entries = texts.flatMap((text) => [...text.matchAll(/"([a-z]+\.[\w.-]+)":\s*"((?:[^"\\]|\\.)*)"/g)]);
  return new Map(entries.map(([, id = "", words = ""]) => [id, words]));
}

/** English sentences that read differently in German and have nothing to fill in. */
async function englishOnly(): Promise<ReadonlySet<string>> {
  const [english, german] = await Promise.all([catalogue("en"), catalogue("de")]);
  const meant = new Set(german.values());
  return new Set([...english.values()].filter((words) => !meant.has(words) && !/[{<]/.test(words)));
}

/** Everything that can be read or heard on a page, piece by piece. */
const spoken = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const pieces: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) pieces.push(node.textContent?.trim() ?? "");
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]"))
      for (const name of ["aria-label", "title", "placeholder"]) pieces.push(element.getAttribute(name) ?? "");
    return pieces.filter((piece) => piece !== "");
  });

type Town = { readonly ana: Rider; readonly screens: readonly string[]; readonly room: string; readonly card: string };

async function busyTown(ana: Rider): Promise<Town> {
  await ana.makeClub("Riverside", "Whom you let in");
  const club = new URL(ana.page.url()).pathname;
  await ana.postMeetup({ title: "Sunday gravel", place: "Boathouse", seats: 3 });
  const card = new URL(ana.page.url()).pathname;
  await ana.to(club);
  await ana.openChannel("General");
  await ana.say("Guten Morgen");
  await expect(ana.message("Guten Morgen")).toBeVisible();
  const room = new URL(ana.page.url()).pathname;
  const screens = [
    "/",
    room,
    "/chats/new",
    "/map",
    "/safety",
    "/meetups",
    card,
    "/meetups/new",
    club,
    `${club}/people`,
    "/clubs",
  ];
  return { ana, room, card, screens: [...screens, "/settings/devices", "/settings/encryption", "/settings/look"] };
}

/** One town for both tests. The second leaves it with an Ana who reads German. */
let town: Town;
const ends = new AsyncDisposableStack();

test.beforeAll("a town is built", async ({ stack, browser }, info) => {
  const { people } = ends.use(gather(stack, browser, `town-${info.workerIndex}`));
  town = await busyTown(await people.rider("Ana"));
});
test.afterAll(() => ends.disposeAsync());

const settled = async ({ page }: Rider): Promise<void> => {
  await expect(page.getByRole("main").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
};

/** Names that the rooms themselves bear, whatever the reader's language. */
const CHANNEL_NAMES = ["Announcements", "Meetups", "General"];

/** Presses Tab until that element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${String(target)}`);
}

test("M17 by keyboard alone: sign in, unlock, open a chat, write, answer a meetup", async ({ people }) => {
  const { ana, room, card } = town;
  const again = await people.visitor(ana.account);
  const { page } = again;
  const { keyboard } = page;
  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await keyboard.type(ana.account.localpart);
  await tabTo(page, page.getByLabel("Password"));
  await keyboard.type(ana.account.password);
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Recovery key"));
  await keyboard.type(ana.recoveryKey);
  await keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Places" })).toBeVisible();
  // The second key counts only soon after the first, which a busy machine may miss as a slow hand does.
  await expect(async () => {
    await keyboard.press("g");
    await keyboard.press("c");
    await expect(page).toHaveURL(/\/chats/, { timeout: 1_000 });
  }).toPass();
  await tabTo(page, page.getByRole("link", { name: /^General/ }));
  await keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.pathname === room);
  await tabTo(page, again.composer());
  await keyboard.type("No mouse needed");
  await keyboard.press("Enter");
  await expect(ana.message("No mouse needed")).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Meetups", exact: true }).first());
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: /Sunday gravel/ }).first());
  await keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.pathname === card);
  await tabTo(page, page.getByRole("radio", { name: "Going" }));
  await keyboard.press("Space");
  await expect(page.getByRole("region", { name: "Who comes" })).toContainText(/1\s*going/);
});

test("M17 real screens: axe finds nothing serious in light and dark; whole at 400 px; no English word in German", async () => {
  const { ana, screens } = town;
  const { page } = ana;

  await test.step("each screen: axe in light and dark, no scrolling sideways at 400 px", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const found: string[] = [];
    for (const screen of screens) {
      await ana.to(screen);
      await settled(ana);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        // Colours are all that the dark look changes. The other mode is for frames of other origins, and opens a page for each look.
        const axe = new AxeBuilder({ page }).setLegacyMode();
        const { violations } = await (colorScheme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === "serious" || impact === "critical")
            found.push(`${screen} ${colorScheme}: ${id} ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
      }
      await page.setViewportSize({ width: 400, height: 860 });
      await settled(ana);
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
      // The narrow look comes a frame after the width, or later on a busy machine.
      await expect.poll(wide, `${screen} scrolls sideways`).toBeLessThanOrEqual(400);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(found).toEqual([]);
  });

  await test.step("the map asks nobody but the page's own origin, however one moves it", async () => {
    const asked: URL[] = [];
    page.on("request", (request) => asked.push(new URL(request.url())));
    await page.context().grantPermissions(["geolocation"]);
    await page.context().setGeolocation({ latitude: 48.137, longitude: 11.575 });
    await page.goto("/map");
    const map = page.locator(".maplibregl-canvas");
    await expect(map).toBeVisible();
    await page.getByRole("button", { name: "My place" }).click();
    for (const name of ["Zoom in", "Zoom out"]) await page.getByRole("button", { name }).click();
    await map.press("ArrowRight");
    await map.dragTo(map, { targetPosition: { x: 120, y: 120 } });
    await expect.poll(() => asked.filter(({ pathname }) => pathname.includes("countries")).length).toBe(1);
    const { origin } = new URL(page.url());
    // A page's own blobs and data are no requests to anybody.
    const abroad = asked.filter((url) => url.protocol.startsWith("http") && url.origin !== origin);
    expect(abroad.map(String)).toEqual([]);
    // Nor does an address that is asked hold a coordinate.
    expect(asked.filter(({ href }) => /48\.1|11\.5/.test(href)).map(String)).toEqual([]);
  });

  await test.step("at 400 px: the bottom bar, list, room and back", async () => {
    await page.setViewportSize({ width: 400, height: 860 });
    await ana.to("/");
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: /Chats/ }).click();
    await page.getByRole("link", { name: /^General/ }).click();
    await expect(ana.message("Guten Morgen")).toBeVisible();
    await page.getByRole("link", { name: "Back" }).click();
    await expect(page.getByRole("link", { name: /^General/ })).toBeVisible();
  });

  await test.step("in German no screen holds an English sentence", async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await ana.to("/settings/look");
    await page.getByRole("radio", { name: "Deutsch" }).click();
    await expect(page.getByRole("heading", { name: "Einstellungen" }).first()).toBeVisible();
    // Read from the disk, not from what this page remembers.
    await page.reload();
    await settled(ana);
    const english = await englishOnly();
    const left: string[] = [];
    for (const screen of screens) {
      await ana.to(screen);
      await settled(ana);
      left.push(...(await spoken(page)).filter((piece) => english.has(piece)).map((piece) => `${screen}: ${piece}`));
    }
    expect(left.filter((piece) => !CHANNEL_NAMES.some((name) => piece.endsWith(`: ${name}`)))).toEqual([]);
  });
});

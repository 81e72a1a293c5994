import type { Page } from "@playwright/test";
import { startFaultProxy } from "@paceline/testkit/proxy";
import type { FaultProxy } from "@paceline/testkit/proxy";
import { askContact, holdSos, toSafety } from "./people/circle.ts";
import { gather } from "./people/people.ts";
import { Rider } from "./people/rider.ts";
import { whoComes } from "./people/roster.ts";
import { expect, test } from "./world.ts";

const WRITTEN = ["one", "two", "three", "four", "five"].map((word) => `Offline ${word}`);
const SEND = /\/rooms\/([^/]+)\/send\/([^/]+)\//;
const BELL = "club.paceline.sos_bell";

/** Ana and Ben ride together: in a private club, with a meetup that begins in an hour, and Ben in Ana's safety circle. */
type Ride = { readonly ana: Rider; readonly ben: Rider; readonly clubPath: string; readonly cardPath: string };
let ride: Ride;
let network: FaultProxy;
const ends = new AsyncDisposableStack();

test.beforeAll("they meet", async ({ stack, browser }, info) => {
  const { people } = ends.use(gather(stack, browser, `ride-${info.workerIndex}`));
  // Offline in the page alone would not reach the shared worker, where the engine is: the network itself is cut.
  network = await startFaultProxy(stack.origin);
  ends.defer(() => network.stop());
  const [ana, ben] = await Promise.all([
    Rider.at(browser, network.baseUrl, await people.account("Ana")),
    people.rider("Ben"),
  ]);
  ends.defer(() => ana.close());
  await ana.signIn();
  await ana.setUp();
  await ana.makeClub("Riverside", "Whom you let in");
  const clubPath = new URL(ana.page.url()).pathname;
  await ben.askToJoin(await ana.shareLink(), "It's Ben");
  await ana.page.getByRole("button", { name: "Let in" }).click();
  await expect(ana.page.getByText(/^Ben is in/).first()).toBeVisible();
  await ana.postMeetup({ title: "Night ride", place: "Boathouse", seats: 5, startMs: Date.now() + 3_600_000 });
  ride = { ana, ben, clubPath, cardPath: new URL(ana.page.url()).pathname };
});
test.afterAll(() => ends.disposeAsync());

test("E12 E14 S2 the ride's room: opened from the card, joined, and both are on the meetup's live map as lead and sweep", async () => {
  const { ana, ben, cardPath } = ride;
  const both = [ana, ben];
  await ben.to(cardPath);
  await ben.answer("Going");
  await ana.answer("Maybe");

  await test.step("Ana opens the room; Ben, who answered, is asked in and joins", async () => {
    await ana.page.getByRole("button", { name: "Open the ride’s room" }).click();
    await expect(ana.page.getByText("You’re in, the first one.")).toBeVisible();
    await ben.page.getByRole("button", { name: "Join the ride’s room" }).click();
    for (const { page } of both) await expect(page.getByText("2 people are in it, you too.")).toBeVisible();
  });

  await test.step("Ana says who leads and who sweeps", async () => {
    const parts = ana.page.getByRole("region", { name: "Lead and sweep" });
    await parts.getByRole("button", { name: "Choose" }).click();
    for (const [part, name] of [
      ["Lead", "Ben"],
      ["Sweep", "Ana"],
    ] as const) {
      await parts.getByRole("button", { name: `Nobody ${part}` }).click();
      await ana.page.getByRole("option", { name }).click();
    }
    await parts.getByRole("button", { name: "Done" }).click();
    await expect(ben.page.getByRole("region", { name: "Lead and sweep" })).toContainText(/LeadBen.*SweepAna/);
  });

  await test.step("both share, and each sees both where they are", async () => {
    for (const [at, rider] of both.entries()) await share(rider, { latitude: 48.137 + at / 100, longitude: 11.575 });
    for (const { page } of both) {
      const map = page.getByRole("region", { name: "Live map" });
      await expect(map.getByRole("heading", { name: "2 people are on the road" })).toBeVisible();
      await expect(rowOf(page, "Ben")).toContainText("Lead");
      await expect(rowOf(page, "Ana")).toContainText("Sweep");
    }
    await expect(rowOf(ana.page, "Ben")).toContainText("1.1 km from you");
    await expect(rowOf(ben.page, "Ana")).toContainText("1.1 km from you");
  });

  await test.step("one press ends a share for everybody", async () => {
    for (const { page } of both) await page.getByRole("button", { name: "Stop", exact: true }).first().click();
    for (const { page } of both) await expect(page.getByText(/on the road/)).toHaveCount(0);
  });
});

test("M11 S6 an SOS without a connection is said to wait, leaves before all messages that wait, and rings; they follow once, in order", async () => {
  const { ana, ben, clubPath, cardPath } = ride;
  const { page } = ana;
  await test.step("Ben is in Ana's circle, and reads in the club", async () => {
    await toSafety(ana);
    await askContact(ana, ben.account.userId);
    await ben.rail("Home");
    await ben.page.getByRole("button", { name: "Accept" }).click();
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await ben.to(clubPath);
    await ben.openChannel("General");
    await ana.rail("Meetups");
    await page
      .getByRole("main")
      .getByRole("link", { name: /Night ride/ })
      .click();
  });

  await test.step("the connection breaks: an answer and five messages are kept", async () => {
    network.disconnect();
    await ana.context.setOffline(true);
    await expect(page.getByText("You’re offline. What you write is kept and sent when you’re back.")).toBeVisible();
    await ana.answer("Going");
    await ana.rail("Riverside");
    await ana.openChannel("General");
    for (const words of WRITTEN) {
      await ana.say(words);
      await expect(ana.message(words)).toBeVisible();
    }
    await expect(page.getByText("Waiting to be sent").first()).toBeVisible();
    await expect(page.getByText("6 messages wait to be sent")).toBeVisible();
  });

  const alertOf = page.getByRole("link", { name: /You asked for help/ });
  await test.step("she holds SOS: nobody has heard it, and the screen says so", async () => {
    await toSafety(ana);
    await holdSos(ana, () => expect(alertOf).toContainText("Kept here, goes out as soon as there is a connection"));
    await expect(page.getByText("7 messages wait to be sent")).toBeVisible();
    await expect(ben.page.getByRole("alertdialog")).toHaveCount(0);
  });

  const alert = ben.page.getByRole("alertdialog");
  const before = network.seen.length;
  await test.step("it is back: the alert is first on the wire, and stands over what Ben reads", async () => {
    network.reconnect();
    await ana.context.setOffline(false);
    await expect(alert.getByText("Ana needs help")).toBeVisible();
    expect(await coversThePage(ben.page)).toBe(true);
    await expect(alertOf).toContainText(/Sent, the homeserver has it|Delivered to Ben/);
    await alert.getByRole("button", { name: "I’m on it" }).click();
    await expect(alert).toBeHidden();
    await expect(alertOf).toContainText("Ben answered");
  });

  await test.step("each message arrives once, in the order in which it was written", async () => {
    await expect(ben.message("Offline five")).toBeVisible();
    const arrived = ben.page.getByRole("log").getByRole("article", { name: /Offline/ });
    await expect(arrived).toHaveCount(WRITTEN.length);
    expect(await arrived.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")))).toEqual(
      WRITTEN.map((words) => `Ana: ${words}`),
    );
    await expect(page.getByText(/to be sent/)).toHaveCount(0);
    const sent = network.seen.slice(before).flatMap(({ path }) => {
      const [, room, type] = SEND.exec(path) ?? [];
      return type === undefined ? [] : [{ room, type }];
    });
    const circle = sent.find(({ type }) => type === BELL)?.room;
    expect(sent.findIndex(({ room }) => room === circle)).toBe(0);
    expect(sent.filter(({ room }) => room !== circle).length).toBeGreaterThanOrEqual(WRITTEN.length + 1);
    await ben.to(cardPath);
    await expect.poll(async () => (await whoComes(ben)).confirmed).toContain("Ana");
  });
});

test("M11 S6 a connection that breaks while Paceline begins is found again without anybody's help", async () => {
  const { ana, ben, clubPath } = ride;
  const { page } = ana;
  await page.goto(clubPath);
  await expect(page.getByRole("heading", { name: "Riverside" }).first()).toBeVisible();
  // The first picture is there, the part that talks to the homeserver is not.
  network.disconnect();
  const broken = page.getByText(/^No answer from/);
  await expect(broken).toBeVisible();
  network.reconnect();
  await expect(broken).toBeHidden();
  await ben.to(clubPath);
  await ben.openChannel("General");
  await ben.say("You there?");
  await ana.openChannel("General");
  await expect(ana.message("You there?")).toBeVisible();
});

/** On the meetup's page: at a place of the browser's, for an hour. */
async function share({ page, context }: Rider, place: { latitude: number; longitude: number }): Promise<void> {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ ...place, accuracy: 8 });
  await page.getByRole("button", { name: "Share my position" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 hour", { exact: true }).click();
  await dialog.getByRole("button", { name: "Start sharing" }).click();
  await expect(dialog).toBeHidden();
}

/** Beside the live map: somebody on the road. */
const rowOf = (page: Page, name: string) =>
  page.getByRole("region", { name: "Live map" }).locator("[data-row]").filter({ hasText: name });

/** Nothing of the page can be pressed beside the alert. */
const coversThePage = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const corners = [0.02, 0.98].flatMap((x) => [0.02, 0.98].map((y) => [innerWidth * x, innerHeight * y] as const));
    const app = document.querySelector("#app");
    return corners.every(([x, y]) => app?.contains(document.elementFromPoint(x, y)) === false);
  });

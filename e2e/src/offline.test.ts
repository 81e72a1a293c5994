import { startFaultProxy } from "@paceline/testkit/proxy";
import { Rider } from "./people/rider.ts";
import { expect, test } from "./world.ts";

const WRITTEN = ["one", "two", "three", "four", "five"].map((word) => `Offline ${word}`);

test("M11 what is written without a connection is kept and sent once, in order, when it is back", async ({
  people,
  stack,
  browser,
}) => {
  // Offline in the page alone would not reach the shared worker: the network itself is cut.
  const network = await startFaultProxy(stack.origin);
  const ana = await Rider.at(browser, network.baseUrl, await people.account("Ana"));
  const { page } = ana;
  await ana.signIn();
  await ana.setUp();
  await ana.makeClub("Riverside", "Whom you let in");
  const clubUrl = page.url();
  const ben = await people.rider("Ben");
  await ben.askToJoin(await ana.shareLink(), "It's Ben");
  await page.getByRole("button", { name: "Let in" }).click();
  await expect(page.getByText(/^Ben is in/).first()).toBeVisible();
  await ana.postMeetup({ title: "Night ride", place: "Boathouse", seats: 5 });
  const card = new URL(page.url()).pathname;
  await ben.page.goto(card);
  await expect(ben.page.getByRole("heading", { name: "Night ride" })).toBeVisible();

  await test.step("the connection breaks: an answer and five messages are kept", async () => {
    network.disconnect();
    await expect(page.getByText(/No answer from|You’re offline/)).toBeVisible({ timeout: 60_000 });
    await ana.answer("Going");
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Riverside" }).click();
    await ana.openChannel("General");
    for (const words of WRITTEN) {
      await ana.say(words);
      await expect(ana.message(words)).toBeVisible();
    }
    await expect(page.getByText("Waiting to be sent").first()).toBeVisible();
    await expect(page.getByText("6 messages wait to be sent")).toBeVisible();
  });

  await test.step("it is back: each arrives once, in the order in which it was written", async () => {
    network.reconnect();
    const again = page.getByRole("button", { name: "Try now" });
    if (await again.isVisible()) await again.click();
    await expect(page.getByText(/No answer from|You’re offline/)).toBeHidden({ timeout: 60_000 });
    await expect(ben.page.getByRole("region", { name: "Who comes" }).locator("li[title=Ana]")).toHaveCount(1);
    await ben.page.goto(new URL(clubUrl).pathname);
    await ben.openChannel("General");
    await expect(ben.message("Offline five")).toBeVisible();
    const arrived = ben.page.getByRole("log").getByRole("article", { name: /Offline/ });
    await expect(arrived).toHaveCount(WRITTEN.length);
    expect(await arrived.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")))).toEqual(
      WRITTEN.map((words) => `Ana: ${words}`),
    );
    await expect(page.getByText("Waiting to be sent")).toHaveCount(0);
  });
  await ana.close();
  await network.stop();
});

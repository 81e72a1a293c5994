import { figures } from "@paceline/testkit/counts";
import { whoComes } from "./people/roster.ts";
import type { Rider } from "./people/rider.ts";
import { expect, test } from "./world.ts";

/** Starts to watch a page for words; ends with the time at which they were there, in milliseconds since 1970. */
async function watch({ page }: Rider, words: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const shown = (): boolean => document.body.innerText.includes(wanted);
    document.body.dataset["shownAt"] = "";
    const observer = new MutationObserver(() => {
      if (!shown()) return;
      document.body.dataset["shownAt"] = String(Date.now());
      observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, words);
  return async () => {
    await expect(page.locator("body")).toHaveAttribute("data-shown-at", /\d/);
    return Number(await page.locator("body").getAttribute("data-shown-at"));
  };
}

/** Notes when the next click came, so that what a test needs to make it is not measured. */
async function stampNextClick({ page }: Rider): Promise<void> {
  await page.evaluate(() => {
    const stamp = (): void => void (document.body.dataset["pressedAt"] = String(Date.now()));
    document.addEventListener("click", stamp, { once: true, capture: true });
  });
}

test("C2 C3 C4 E8 an open club: found, joined, announced in, led by a new captain, answered from another client", async ({
  people,
}) => {
  const ana = await people.rider("Ana");
  const name = `Harbour ${ana.account.localpart.slice(-8)}`;
  await ana.makeClub(name, "Everybody");
  const clubUrl = ana.page.url();
  const clubId = decodeURIComponent(clubUrl.split("/club/")[1] ?? "");
  await ana.openChannel("Announcements");
  await ana.say("New jerseys are here");
  await expect(ana.message("New jerseys are here")).toBeVisible();

  const ben = await people.rider("Ben");
  await test.step("Ben finds the club in the directory, joins it and reads what was announced", async () => {
    await ben.findClub(name);
    const found = ben.page.getByRole("list", { name: "Found" }).getByRole("listitem").filter({ hasText: name });
    await found.getByRole("button", { name: "Join", exact: true }).click();
    await expect(ben.page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(ben.page.getByText("New jerseys are here")).toBeVisible();
    await expect(ben.page.getByText("Your role: Member")).toBeVisible();
  });

  await test.step("only captains and moderators announce; a member reacts", async () => {
    await ben.page
      .getByRole("link", { name: /^Announcements/ })
      .first()
      .click();
    await expect(ben.page.getByText("Only captains and moderators write here.")).toBeVisible();
    await expect(ben.composer()).toBeHidden();
    await ben.message("New jerseys are here").hover();
    await ben.page.getByRole("toolbar").getByRole("button", { name: "React", exact: true }).click();
    await ben.page.getByRole("button", { name: "React with 👍" }).click();
    await expect(ana.page.getByRole("log").getByRole("button", { name: /👍\s*1/ })).toBeVisible();
  });

  await test.step("Ana makes Ben a captain; now he may announce", async () => {
    await ana.to(`${clubUrl}/people`);
    await ana.page
      .getByRole("listitem")
      .filter({ hasText: "Ben" })
      .getByRole("button", { name: /Role of Ben/ })
      .click();
    await ana.page.getByRole("option", { name: "Captain" }).click();
    await expect(ana.page.getByText("Ben is now Captain.").first()).toBeVisible();
    await expect(ben.composer()).toBeVisible();
    await ben.say("Ben announces");
    await ana.to(clubUrl);
    await expect(ana.page.getByText("Ben announces")).toBeVisible();
  });

  const pat = await people.plain("Pat");
  await test.step("Pat joins with another client", async () => {
    await pat.client.join(clubId);
    const children = await pat.client.until(() => pat.client.room(clubId).stateEvents("m.space.child"), "the channels");
    for (const { state_key: child = "" } of children) await pat.client.join(child);
  });
  const meetups = await pat.channel("meetups");

  await ana.to(clubUrl);
  await ana.postMeetup({ title: "Harbour lights", place: "Crane", seats: 1 });
  const card = await pat.reads(meetups, "Harbour lights");
  await ben.to(new URL(ana.page.url()).pathname);
  const both = async (expected: Awaited<ReturnType<typeof whoComes>>): Promise<void> => {
    for (const rider of [ana, ben]) await expect.poll(() => whoComes(rider)).toEqual(expected);
  };

  await test.step("a plain client answers by ✅, ❔ and ❌; the last answer counts", async () => {
    await pat.client.react(meetups, card.eventId, "✅");
    await both({ confirmed: ["Pat"], waiting: "" });
    await ben.answer("Going");
    await both({ confirmed: ["Pat"], waiting: "1 waiting: Ben" });
    await pat.client.react(meetups, card.eventId, "❔");
    await both({ confirmed: ["Ben"], waiting: "" });
    for (const { page } of [ana, ben]) await expect(page.getByRole("heading", { name: "Maybe · 1" })).toBeVisible();
    await pat.client.react(meetups, card.eventId, "❌");
    for (const { page } of [ana, ben])
      await expect(page.getByRole("heading", { name: "Can’t come · 1" })).toBeVisible();
  });

  await test.step("the bot keeps the roster in this clear room", async () => {
    const roster = await pat.client.until(
      () =>
        pat.client
          .timeline(meetups)
          .findLast(
            ({ type, content }) =>
              type === "club.paceline.roster" && JSON.stringify(content["confirmed"]).includes(ben.account.userId),
          ),
      "a roster with Ben",
    );
    expect(roster.sender).toMatch(/^@paceline:/);
    expect(roster.content["waitlist"]).toEqual([]);
  });

  await test.step("a change is there in the other browser at once", async () => {
    const seen = await watch(ben, "10:45");
    await ana.page.getByRole("link", { name: "Edit" }).click();
    await ana.page.getByLabel("Start").fill("10:45");
    await stampNextClick(ana);
    await ana.page.getByRole("button", { name: "Save changes" }).click();
    const ms = (await seen()) - Number(await ana.page.locator("body").getAttribute("data-pressed-at"));
    figures("E8 a change seen by the other browser", { ms });
    expect(ms).toBeLessThan(5_000);
  });
});

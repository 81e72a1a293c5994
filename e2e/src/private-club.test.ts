import type { Rider } from "./people/rider.ts";
import { expect, test } from "./world.ts";

test("C2 M1 E2 a private club: asked, let in, encrypted talk, a meetup, answers", async ({ people }) => {
  const ana = await people.rider("Ana");
  await ana.makeClub("Riverside", "Whom you let in");
  const link = await ana.shareLink();
  expect(link).toContain("matrix.to");
  const clubUrl = ana.page.url();

  await test.step("written before anybody else is there", async () => {
    await ana.openChannel("General");
    await ana.say("The first words of this club");
    await expect(ana.message("The first words of this club")).toBeVisible();
  });

  const ben = await people.rider("Ben");
  await test.step("Ben asks to join by the link, Ana lets him in", async () => {
    await ben.askToJoin(link, "Jonas told me about you");
    await ana.to(clubUrl);
    await expect(ana.page.getByText("Jonas told me about you")).toBeVisible();
    await ana.page.getByRole("button", { name: "Let in" }).click();
    await expect(ana.page.getByText("Ben is in, and can read earlier messages.").first()).toBeVisible();
  });

  await test.step("Ben reads what was written before he came, and both talk", async () => {
    await ben.page.getByRole("link", { name: "Riverside" }).first().click();
    await ben.openChannel("General");
    await expect(ben.message("The first words of this club")).toBeVisible();
    await ben.say("Hello from Ben");
    await ana.openChannel("General");
    await expect(ana.message("Hello from Ben")).toBeVisible();
  });

  const pat = await people.plain("Pat");
  const spaceId = decodeURIComponent(clubUrl.split("/club/")[1] ?? "");
  await test.step("Pat, on another client, asks, is let in, reads what was before and writes", async () => {
    await pat.client.knock(spaceId, "I ride with Ben");
    await ana.to(clubUrl);
    await ana.page.getByRole("button", { name: "Let in" }).click();
    await pat.joinInvited(4);
    const general = await pat.channel("chat");
    await pat.reads(general, "The first words of this club");
    await pat.client.say(general, "Hello from another client");
    await ana.openChannel("General");
    await expect(ana.message("Hello from another client")).toBeVisible();
    await expect(ben.message("Hello from another client")).toBeVisible();
  });

  const meetups = await pat.channel("meetups");
  const card = await test.step("Ana posts a meetup with two seats; Pat's client shows it as text", async () => {
    await ana.to(clubUrl);
    await ana.postMeetup({ title: "Sunday gravel", place: "Boathouse", seats: 2 });
    return pat.reads(meetups, "Sunday gravel");
  });
  expect(card.body).toContain("Where: Boathouse");
  expect(card.body).toContain("✅");

  const waiting = (rider: Rider) => rider.page.getByText("1 waiting: Pat");
  await test.step("all three answer; two seats are taken in the order of the answers", async () => {
    await ana.answer("Going");
    await ben.to(ana.page.url());
    await ben.answer("Going");
    await expect(ana.page.getByRole("region", { name: "Who comes" })).toContainText(/2\s*going\s*of 2/);
    await pat.client.react(meetups, card.eventId, "✅");
    for (const rider of [ana, ben]) await expect(waiting(rider)).toBeVisible();
    await pat.reads(meetups, "you are on the waiting list of Sunday gravel");
  });

  await test.step("Ben can't come after all: Pat moves up and is told in words", async () => {
    await ben.answer("Can’t");
    for (const rider of [ana, ben]) await expect(waiting(rider)).toBeHidden();
    await pat.reads(meetups, "Pat: a place has become free, you are in");
  });

  await test.step("the start moves and everybody is told; a cancelled ride says so everywhere", async () => {
    await ana.changeStart("10:30");
    await expect(ben.page.getByText(/10:30/).first()).toBeVisible();
    await pat.reads(meetups, "10:30");
    await ana.cancelMeetup("Storm warning");
    await expect(ben.page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
    await pat.reads(meetups, "Storm warning");
  });
});

import { PlainClient } from "@paceline/testkit/plain-client";
import { gather } from "./people/people.ts";
import type { Rider } from "./people/rider.ts";
import { expect, test } from "./world.ts";

/** A red dot. */
const PICTURE = {
  name: "group.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  ),
};

/** Two with browsers, who start a group of its own in each test. */
let ana: Rider;
let ben: Rider;
const ends = new AsyncDisposableStack();

test.beforeAll("they meet", async ({ stack, browser }, info) => {
  const { people } = ends.use(gather(stack, browser, `groups-${info.workerIndex}`));
  [ana, ben] = [await people.rider("Ana"), await people.rider("Ben")];
});
test.afterAll(() => ends.disposeAsync());

test("C1 M1 a group: started, joined, a role given from another client, one removed and told", async ({
  people,
  stack,
}) => {
  const pat = await people.plain("Pat");
  const room = await ana.makeGroup("Early birds", [ben.account.userId, pat.client.userId]);
  const { page } = ana;

  await test.step("those who were invited come in, and all three talk", async () => {
    await pat.joinInvited(1);
    await ben.acceptChat(room);
    await expect(page.getByText("Group · 3 members")).toBeVisible();
    await ana.say("Six o'clock at the bridge");
    await pat.reads(room, "Six o'clock");
    await expect(ben.message("Six o'clock at the bridge")).toBeVisible();
    await pat.client.say(room, "Too early for me");
    await expect(ben.message("Too early for me")).toBeVisible();
  });

  const aside = await ana.about();
  const line = (name: string) => aside.getByRole("listitem").filter({ hasText: name });
  await test.step("who started it lets in and removes, members do not", async () => {
    await expect(line("Ben")).toContainText("let in by Ana");
    await expect(line("Ben").getByRole("button")).toBeVisible();
    const seenByBen = await ben.about();
    await expect(seenByBen.getByRole("listitem")).toHaveCount(3);
    await seenByBen.getByRole("listitem").filter({ hasText: "Pat" }).getByRole("button").click();
    await expect(ben.page.getByRole("menuitem", { name: "Verify" })).toBeVisible();
    await expect(ben.page.getByRole("menuitem", { name: "Remove from chat" })).toHaveCount(0);
    await ben.page.keyboard.press("Escape");
    await expect(seenByBen.getByRole("button", { name: "Rename" })).toHaveCount(0);
    await expect(pat.client.setState(room, "m.room.name", { name: "Late birds" })).rejects.toThrow();
  });

  await test.step("a role given on another client shows, and gives its powers", async () => {
    const elsewhere = await PlainClient.signIn(stack.synapse.baseUrl, ana.account.localpart, ana.account.password);
    const power = await elsewhere.state(room, "m.room.power_levels");
    const users = { ...(power["users"] as Record<string, number>), [pat.client.userId]: 50 };
    await elsewhere.setState(room, "m.room.power_levels", { ...power, users });
    await elsewhere.signOut();
    await expect(line("Pat")).toContainText("Moderator");
    await pat.client.setState(room, "m.room.name", { name: "Late birds" });
    await expect(page.getByRole("heading", { name: "Late birds" })).toBeVisible();
    await expect(ben.page.getByRole("heading", { name: "Late birds" })).toBeVisible();
  });

  await test.step("Ana removes Ben, who is told and reads nothing of what is said afterwards", async () => {
    await line("Ben").getByRole("button").click();
    await page.getByRole("menuitem", { name: "Remove from chat" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove from chat" }).click();
    await expect(ben.page.getByText("You’re not in this chat")).toBeVisible();
    await expect(page.getByText("Group · 2 members")).toBeVisible();
    await ana.say("Only the two of us now");
    await pat.reads(room, "Only the two of us now");
    await ben.page.reload();
    await expect(ben.page.getByText("You’re not in this chat")).toBeVisible();
    await expect(ben.page.getByText("Only the two of us now")).toHaveCount(0);
    await expect(ben.page.getByRole("link", { name: /Late birds/ })).toHaveCount(0);
    const asBen = await PlainClient.signIn(stack.synapse.baseUrl, ben.account.localpart, ben.account.password);
    await expect(asBen.say(room, "Still here?")).rejects.toThrow();
    expect(asBen.messages(room).map(({ body }) => body)).not.toContain("Only the two of us now");
    await asBen.signOut();
  });
});

test("C1 who leaves a group has it no more, and those who stay see them go", async ({ people }) => {
  const [pat, quinn] = [await people.plain("Pat"), await people.plain("Quinn")];
  const room = await ana.makeGroup("Short stay", [pat.client.userId, quinn.client.userId]);
  await pat.joinInvited(1);
  const { page } = ana;
  await expect(page.getByText("Group · 2 members")).toBeVisible();
  await (await ana.about()).getByRole("button", { name: "Leave" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/chats\/?$/);
  await expect(page.getByRole("link", { name: /Short stay/ })).toHaveCount(0);
  await pat.client.until(
    () => pat.client.room(room).state("m.room.member", ana.account.userId)?.content["membership"] === "leave",
    "Ana gone",
  );
});

test("M10 M7 unread and mention counts are the same on two devices of one person, and go on both", async ({
  people,
}) => {
  const pat = await people.plain("Pat");
  const room = await pat.client.createRoom({
    preset: "private_chat",
    name: "Hill repeats",
    invite: [ana.account.userId],
    initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  await ana.acceptChat(room);
  const second = await people.visitor(ana.account);
  await second.signIn();
  await second.page.getByLabel("Recovery key").fill(ana.recoveryKey);
  await second.page.getByRole("button", { name: "Unlock" }).click();
  await expect(second.page.getByRole("navigation", { name: "Places" })).toBeVisible();
  const both = [ana, second];
  const line = (rider: (typeof both)[number]) => rider.page.getByRole("link", { name: /Hill repeats/ });
  for (const rider of both) {
    await rider.rail("Chats");
    await expect(line(rider)).toBeVisible();
  }

  await test.step("two messages, then one that mentions her", async () => {
    await pat.client.say(room, "Eight times the wall");
    await pat.client.say(room, "Rest between");
    for (const rider of both) await expect(line(rider)).toContainText("2 unread messages");
    await pat.client.say(room, "Ana, your lights?", { "m.mentions": { user_ids: [ana.account.userId] } });
    for (const rider of both) {
      await expect(line(rider)).toContainText("You were mentioned");
      await expect(line(rider)).toContainText("3");
    }
  });

  await test.step("read on one, read on both", async () => {
    await line(ana).click();
    await expect(ana.message("Ana, your lights?")).toBeVisible();
    for (const rider of both) await expect(line(rider)).not.toContainText(/unread|mentioned/);
  });
});

test("C1 P6 a picture that one chooses is seen by the other, of a group and of a person", async ({ people }) => {
  const pat = await people.plain("Pat");
  const room = await ana.makeGroup("Picture book", [ben.account.userId, pat.client.userId]);
  await ben.acceptChat(room);
  const { page } = ana;

  await test.step("the picture of the group", async () => {
    const aside = await ana.about();
    await expect(ben.page.locator("main header img")).toHaveCount(0);
    await aside.getByRole("button", { name: "Picture" }).click();
    await page.getByRole("dialog").locator("input[type=file]").setInputFiles(PICTURE);
    await expect(page.getByRole("dialog")).toBeHidden();
    for (const rider of [ana, ben]) await expect(rider.page.locator("main header img")).toBeVisible();
  });

  await test.step("the picture of a person", async () => {
    const line = (await ben.about()).getByRole("listitem").filter({ hasText: "Ana" });
    await expect(line.locator("img")).toHaveCount(0);
    await ana.to("/settings/profile");
    await page.locator("input[type=file]").setInputFiles(PICTURE);
    await expect(line.locator("img")).toBeVisible();
  });
});

import { expect, test } from "./world.ts";

test("M1 M7 M8 M9 an encrypted chat with another client: formatted, answered, changed, deleted, reacted to, read", async ({
  people,
}) => {
  const ana = await people.rider("Ana");
  const pat = await people.plain("Pat");
  const { page } = ana;
  const find = async (): Promise<void> => {
    await ana.to("/chats/new");
    await page.getByLabel("Name or @person:server").fill(pat.client.userId);
    await page.getByRole("button", { name: new RegExp(pat.client.userId) }).click();
    await page.getByRole("button", { name: /^Chat with/ }).click();
    await expect(ana.composer()).toBeVisible();
  };

  await find();
  const roomUrl = page.url();
  const roomId = decodeURIComponent(new URL(roomUrl).pathname.split("/chats/")[1] ?? "");
  await pat.joinInvited(1);
  await test.step("the same person is found again, the chat is not doubled", async () => {
    await find();
    expect(page.url()).toBe(roomUrl);
  });

  await test.step("Markdown is sent as formatted text and shown so", async () => {
    await ana.say("**Bold** words");
    await expect(page.getByRole("log").locator("strong")).toHaveText("Bold");
    const { body } = await pat.reads(roomId, "words");
    expect(body).toBe("**Bold** words");
    await expect(page.getByRole("article", { name: /Bold/ })).toContainText("Sent");
  });

  await test.step("what the other reads is told, in both directions", async () => {
    const mine = await pat.reads(roomId, "words");
    await pat.client.read(roomId, mine.eventId);
    await expect(page.getByRole("article", { name: /Bold/ })).toContainText("Read");
    const theirs = await pat.client.say(roomId, "Hello Ana");
    await expect(ana.message("Hello Ana")).toBeVisible();
    await pat.client.until(
      () => pat.client.room(roomId).receipts.get(ana.account.userId)?.get("m.read") === theirs,
      "Ana's receipt",
    );
  });

  await test.step("typing shows and goes, both ways", async () => {
    await pat.client.type(roomId, true, 20_000);
    await expect(page.getByText("Pat is typing…")).toBeVisible();
    await pat.client.type(roomId, false);
    await expect(page.getByText("Pat is typing…")).toBeHidden();
    await ana.composer().fill("Somet");
    await pat.client.until(() => pat.client.room(roomId).typing.includes(ana.account.userId), "Ana typing");
    await ana.composer().fill("");
    await pat.client.until(() => !pat.client.room(roomId).typing.includes(ana.account.userId), "Ana not typing");
  });

  await test.step("a reply quotes", async () => {
    await ana.message("Hello Ana").hover();
    await page.getByRole("toolbar").getByRole("button", { name: "Reply" }).click();
    await ana.say("Hello yourself");
    const hello = await pat.reads(roomId, "Hello Ana");
    const reply = await pat.client.until(
      () => pat.client.messages(roomId).find(({ body }) => body.includes("Hello yourself")),
      "the reply",
    );
    expect(reply.repliesTo).toBe(hello.eventId);
    // The other may have it before the answer that it was sent is back.
    await expect(page.getByRole("article", { name: /Hello yourself/ })).toContainText(/Sent|Read/);
  });

  await test.step("an edit replaces, and says so, both ways", async () => {
    await ana.composer().press("ArrowUp");
    await expect(ana.composer()).toHaveValue("Hello yourself");
    await ana.say("Hello to you");
    await expect(page.getByRole("article", { name: /Hello to you/ })).toContainText("edited");
    const edited = await pat.client.until(
      () => pat.client.messages(roomId).find(({ body }) => body.includes("Hello to you")),
      "the edit",
    );
    expect(edited.edited).toBe(true);
    const theirs = await pat.reads(roomId, "Hello Ana");
    await pat.client.edit(roomId, theirs.eventId, "Hello dear Ana");
    await expect(page.getByRole("article", { name: /Hello dear Ana/ })).toContainText("edited");
  });

  await test.step("reactions come and go, both ways", async () => {
    const theirs = await pat.reads(roomId, "Hello dear Ana");
    await ana.message("Hello dear Ana").hover();
    await page.getByRole("toolbar").getByRole("button", { name: "React", exact: true }).click();
    await page.getByRole("button", { name: "React with 👍" }).click();
    const reacted = () =>
      pat.client.messages(roomId).find(({ eventId }) => eventId === theirs.eventId)?.reactions["👍"]?.length ?? 0;
    await pat.client.until(() => reacted() === 1, "Ana's reaction");
    await page
      .getByRole("article", { name: /Hello dear Ana/ })
      .getByRole("button", { name: /👍\s*1/ })
      .click();
    await pat.client.until(() => reacted() === 0, "no reaction");
    const mine = await pat.reads(roomId, "Hello to you");
    const given = await pat.client.react(roomId, mine.eventId, "🔥");
    const shown = page.getByRole("article", { name: /Hello to you/ }).getByRole("button", { name: /🔥\s*1/ });
    await expect(shown).toBeVisible();
    await pat.client.redact(roomId, given);
    await expect(shown).toBeHidden();
  });

  await test.step("a deleted message is gone for both", async () => {
    await ana.message("Hello to you").hover();
    await page.getByRole("toolbar").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("You deleted this message")).toBeVisible();
    await pat.client.until(
      () => !pat.client.messages(roomId).some(({ body }) => body.includes("Hello to you")),
      "the deletion",
    );
  });
});

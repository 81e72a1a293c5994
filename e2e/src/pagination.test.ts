import { count } from "@paceline/testkit/counts";
import { expect, test } from "./world.ts";

test("M2 earlier messages come in page by page: none twice, none missing", async ({ people }) => {
  // Several pages of fifty, and an odd piece above them.
  const written = count("earlier messages", { quick: 130, prove: 300 });
  const ana = await people.rider("Ana");
  const pat = await people.plain("Pat");
  const roomId = await pat.client.createRoom({
    preset: "private_chat",
    name: "Long talk",
    invite: [ana.account.userId],
  });
  for (let number = 1; number <= written; number += 1)
    await pat.client.sendClear(roomId, "m.room.message", { msgtype: "m.text", body: `Line ${number}.` });
  await ana.page.getByRole("button", { name: "Accept" }).click();
  await ana.to(`/chats/${encodeURIComponent(roomId)}`);
  await expect(ana.message(`Line ${written}.`)).toBeVisible();

  const log = ana.page.getByRole("log", { name: "Messages" });
  const seen: number[] = [];
  let top: number | undefined;
  await expect(async () => {
    const numbers = (await log.getByRole("article").allInnerTexts()).flatMap((text) =>
      [...text.matchAll(/Line (\d+)\./g)].map(([, number]) => Number(number)),
    );
    // What is rendered at any moment is an unbroken run.
    expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
    seen.push(...numbers);
    // The wheel turns again when the page has followed it: two turns in one frame would pass over a piece unseen.
    if (numbers[0] !== top) {
      top = numbers[0];
      await log.hover();
      await ana.page.mouse.wheel(0, -700);
    }
    expect(numbers[0]).toBe(1);
  }).toPass({ timeout: 300_000, intervals: [50] });
  expect(new Set(seen).size).toBe(written);
});

import { expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { lively } from "../gallery/samples/lively.ts";
import { GRAVEL } from "../gallery/samples/meetups.ts";
import { CHAT, RIVERSIDE } from "../gallery/samples/rooms.ts";
import { found, stand } from "../gallery/stand.tsx";

const one = encodeURIComponent;
const DEEP = [
  `/meetups/${one(GRAVEL)}`,
  "/meetups/new",
  `/club/${one(RIVERSIDE)}`,
  `/club/${one(RIVERSIDE)}/people`,
  "/clubs/new",
  "/settings/devices",
];

test("S6 on a phone SOS is one step away from every page, and two from a conversation", async () => {
  await page.viewport(400, 800);
  onTestFinished(() => page.viewport(1280, 800));
  for (const path of DEEP) {
    await using _view = await stand({ name: path, path, facts: lively });
    await found("nav a[href='/safety']");
  }
  await using talk = await stand({ name: "talk", path: `/chats/${one(CHAT)}`, facts: lively });
  (await found("header a[href='/chats']")).click();
  (await found("nav a[href='/safety']")).click();
  await expect.poll(() => talk.place.querySelector("section[aria-label=SOS] button")).not.toBeNull();
});

test("S6 on a phone SOS is one step away from what stands beside a conversation", async () => {
  await page.viewport(400, 800);
  onTestFinished(() => page.viewport(1280, 800));
  const path = `/chats/${one(CHAT)}`;
  await using talk = await stand({ name: "beside", path, facts: lively, shared: { asideOpen: true } });
  (await found("nav a[href='/safety']")).click();
  await expect.poll(() => talk.place.querySelector("section[aria-label=SOS] button")).not.toBeNull();
});

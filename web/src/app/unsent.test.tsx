import { expect, test } from "vitest";
import { states } from "../features/home/HomePage.states.ts";
import { found, press, stand } from "../gallery/stand.tsx";

const notSent = states.find(({ name }) => name === "not sent")!;

test("M8 what was not sent, in whichever room, is sent again from every page, or discarded after a question", async () => {
  await using view = await stand(notSent);
  await press("Send again");
  expect(view.port.last("retryFailed")).toEqual({});
  await press("Discard");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("2 messages will be");
  await press("Cancel");
  expect(view.port.last("discardFailed")).toBeUndefined();
  await press("Discard");
  (await found("[role=alertdialog] button[data-look=danger]")).click();
  await expect.poll(() => view.port.last("discardFailed")).toEqual({});
});

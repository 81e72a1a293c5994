import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { found, stand } from "../../gallery/stand.tsx";
import { states } from "./SetUpPage.states.ts";

const check = states.find((state) => state.name === "check")!;

test("M6 the recovery key is made once and has to be typed back", async () => {
  await using view = await stand(check);
  await userEvent.type(await found("textarea"), "not the key");
  (await found("button[type=submit]")).click();
  await expect.poll(() => view.place.textContent).toContain("This isn’t the key you were shown");
  await userEvent.fill(await found("textarea"), "EsTv 8Q3f");
  (await found("button[type=submit]")).click();
  await expect.poll(() => view.session.getState().settingUp).toBe(false);
  expect(view.port.calls.filter((call) => call.name === "setUpEncryption")).toHaveLength(1);
});

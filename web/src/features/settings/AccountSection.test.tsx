import { expect, test } from "vitest";
import { stand } from "../../gallery/stand.tsx";
import { states } from "./SettingsPage.states.ts";

test("S5 M6 signing out says first that a timer goes on without this device, and that sharing ends", async () => {
  await using view = await stand(states.find(({ name }) => name === "sign out on the road")!);
  await expect
    .poll(() => view.place.textContent)
    .toMatch(/Your safety timer goes on without this device, .* alerted at \d\d:\d\d/);
  expect(view.place.textContent).toContain("Sharing your position from this device ends.");
});

import { expect, test } from "vitest";
import { states } from "../features/settings/SettingsPage.states.ts";
import { press, stand } from "../gallery/stand.tsx";

test("S6 the engine hears in which language to write to others when the page is set to another, and only then", async () => {
  await using view = await stand(states.find(({ name }) => name === "look")!);
  expect(view.port.last("setLanguage")).toBeUndefined();
  await press("Deutsch");
  await expect.poll(() => view.port.last("setLanguage")).toEqual({ language: "de" });
});

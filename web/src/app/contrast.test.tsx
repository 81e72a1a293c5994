import { expect, onTestFinished, test } from "vitest";
import { cdp } from "vitest/browser";
import { lively } from "../gallery/samples/lively.ts";
import { stand } from "../gallery/stand.tsx";
import type { ViewState } from "../gallery/view-state.ts";
import { applyTheme } from "./preferences.tsx";

const TOKENS = ["ink-2", "line", "accent", "accent-text", "go", "wait", "danger", "link", "map-border"] as const;
const home: ViewState = { name: "home", path: "/", facts: lively };

const prefers = async (contrast: "more" | "no-preference"): Promise<void> => {
  const session = cdp() as { send(name: string, params: object): Promise<unknown> };
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-contrast", value: contrast }] });
};

/** The preference is set at each look: on a busy machine one that was set once did not hold, as if the browser's driver had set its own after it. */
async function expectColours(contrast: "more" | "no-preference", awaited: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      await prefers(contrast);
      return colours();
    })
    .toEqual(awaited);
}

const colours = (): readonly string[] => {
  const style = getComputedStyle(document.documentElement);
  return TOKENS.map((token) => style.getPropertyValue(`--${token}`));
};

test("M17 a system that asks for more contrast gets every colour that the choice in the settings gives", async () => {
  onTestFinished(() => prefers("no-preference"));
  const root = document.documentElement;
  await prefers("no-preference");
  await using _view = await stand(home);
  const plain = colours();
  applyTheme({ theme: "system", contrast: "more", language: "en", units: "metric" }, root);
  const chosen = colours();
  applyTheme({ theme: "system", contrast: "system", language: "en", units: "metric" }, root);
  expect(colours()).toEqual(plain);
  expect(chosen.filter((colour, at) => colour === plain[at])).toEqual([]);
  await expectColours("more", chosen);
  await expectColours("no-preference", plain);
});

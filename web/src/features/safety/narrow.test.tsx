import { expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { stand } from "../../gallery/stand.tsx";
import { states as alerts } from "./AlertPage.states.ts";
import { states as screens } from "./AlertScreen.states.ts";
import { states } from "./SafetyPage.states.ts";

const WIDTH = 400;
const NAMES: ReadonlySet<string> = new Set([
  "protected",
  "no circle",
  "asked before an SOS",
  "code of a phone",
  "of another",
  "somebody needs help",
]);

/** Of the page itself: how far it scrolls. */
const rightOf = (one: HTMLElement): number =>
  one === document.documentElement ? one.scrollWidth : one.getBoundingClientRect().right;

/** What one could not read or press: it goes beyond the screen's edge. Maps draw beyond theirs. */
const beyondTheEdge = (): readonly string[] =>
  [document.documentElement, ...document.querySelectorAll<HTMLElement>("main *, [role=dialog] *, [role=alertdialog] *")]
    .filter((one) => one.closest("[class*=map], .hidden-visually") === null)
    .filter((one) => rightOf(one) > WIDTH + 1)
    .map((one) => `${one.tagName} ${one.textContent?.slice(0, 60)}`);

test("M17 S6 the screens of safety are whole at 400 px", async () => {
  await page.viewport(WIDTH, 860);
  onTestFinished(() => page.viewport(1280, 800));
  const wide: string[] = [];
  for (const state of [...states, ...alerts, ...screens].filter(({ name }) => NAMES.has(name))) {
    await using _view = await stand(state);
    wide.push(...beyondTheEdge().map((what) => `${state.name}: ${what}`));
  }
  expect(wide).toEqual([]);
});

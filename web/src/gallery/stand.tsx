import type { FakeAnswers } from "@paceline/testkit/fake-engine";
import axe from "axe-core";
import { createRoot, type Root } from "react-dom/client";
import "../design/base.css";
import { stage } from "./stage.tsx";
import type { ViewState } from "./view-state.ts";

/** A state on the page of a test: the whole app over a fake engine. `await using` takes it down again. */
export async function stand(state: ViewState, answers: FakeAnswers = {}) {
  const { app, ...rest } = await stage(state, "en", answers);
  const place = document.createElement("div");
  place.id = "app";
  document.body.append(place);
  paint("light");
  const root: Root = createRoot(place);
  root.render(app);
  await settled(place);
  for (const selector of state.press ?? []) {
    (await found(selector)).click();
    await settled(place);
  }
  return {
    ...rest,
    place,
    [Symbol.asyncDispose]: async () => {
      root.unmount();
      place.remove();
      await Promise.resolve();
    },
  };
}

const LONGEST_MS = 20_000;

async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  for (;;) {
    const seen = look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() > end) throw new Error(`not seen: ${look.toString()}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export const found = (selector: string): Promise<HTMLElement> =>
  until(() => [...document.querySelectorAll<HTMLElement>(selector)].find((element) => !element.matches(":disabled")));

/** Presses the button with exactly these words, once it is there. */
export async function press(words: string): Promise<void> {
  const button = await until(() =>
    [...document.querySelectorAll("button")].find((one) => one.textContent === words && !one.disabled),
  );
  button.click();
}

/** Something stands (a page, a question, a placeholder) and has stopped changing. */
async function settled(place: HTMLElement): Promise<void> {
  await until(() => place.querySelector("main, section, [role=dialog], [aria-busy]"));
  let before = "";
  let same = 0;
  await until(() => {
    const now = place.innerHTML;
    same = now === before ? same + 1 : 0;
    before = now;
    return same > 6;
  });
}

export function paint(theme: "light" | "dark"): void {
  document.documentElement.style.colorScheme = theme;
}

/** What axe knows of WCAG 2.2 AA. */
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } as const;
/** What a theme can change. */
export const COLOURS = { type: "rule", values: ["color-contrast"] } as const;

/** What axe finds serious or critical, in words a person can act on. */
export async function barriers(asked: typeof ALL | typeof COLOURS = ALL): Promise<readonly string[]> {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: { type: asked.type, values: [...asked.values] },
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.failureSummary ?? ""}`),
    );
}

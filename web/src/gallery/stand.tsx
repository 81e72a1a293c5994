import type { FakeAnswers } from "@paceline/testkit/fake-engine";
import axe from "axe-core";
import { createRoot, type Root } from "react-dom/client";
import "../design/base.css";
import { codeIsHere } from "./code-is-here.ts";
import { stage } from "./stage.tsx";
import { undrawn } from "./undrawn.ts";
import type { ViewState } from "./view-state.ts";

/** A state on the page of a test: the whole app over a fake engine. `await using` takes it down again. */
export async function stand(state: ViewState, answers: FakeAnswers = {}) {
  await codeIsHere();
  const { app, ...rest } = await stage(state, "en", answers);
  const place = document.createElement("div");
  place.id = "app";
  document.body.append(place);
  paint("light");
  const drawAgain = undrawn();
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
      drawAgain();
      await Promise.resolve();
    },
  };
}

/** Shorter than a test may take, so that it can still say what was missing. */
const LONGEST_MS = 45_000;

/** Looks at every frame. `sought` says in words what for, and what there is instead, when it never comes. */
async function until<T>(look: () => T | undefined | false, sought: () => string): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > end) throw new Error(`not seen: ${sought()}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

const buttons = (): HTMLButtonElement[] => [...document.querySelectorAll("button")];
const present = (): string =>
  buttons()
    .map((one) => `“${one.textContent || one.ariaLabel || one.title}”${one.disabled ? " (disabled)" : ""}`)
    .join(", ") || "none";

export const found = (selector: string): Promise<HTMLElement> =>
  until(
    () => [...document.querySelectorAll<HTMLElement>(selector)].find((element) => !element.matches(":disabled")),
    () => `${selector}, enabled; ${document.querySelectorAll(selector).length} are there and disabled`,
  );

/** Presses the button with exactly these words, once it is there. */
export async function press(words: string): Promise<void> {
  const button = await until(
    () => buttons().find((one) => one.textContent === words && !one.disabled),
    () => `an enabled button “${words}”; there are ${present()}`,
  );
  button.click();
}

/** In frames: longer than anything that stands takes from one change to the next. */
const QUIET = 6;

/** Something stands (a page, a question, a placeholder) and has stopped changing. */
async function settled(place: HTMLElement): Promise<void> {
  await until(
    () => place.querySelector("main, section, [role=dialog], [aria-busy]") !== null,
    () => `a page, a question or a placeholder in ${place.innerHTML}`,
  );
  let quiet = 0;
  const changes = new MutationObserver(() => {
    quiet = 0;
  });
  changes.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
  await until(
    () => (quiet += 1) > QUIET,
    () => `an end of the changes in ${place.innerHTML}`,
  ).finally(() => changes.disconnect());
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

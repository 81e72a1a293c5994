import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** Times a room is read from its end to its beginning before something counts as missing. */
const PASSES = 4;

/** A room opens at what is new, and what is written then stands below that. */
export async function toNewest(page: Page): Promise<void> {
  // It goes by itself as soon as the newest is in sight, so there is nothing to wait for.
  const down = page.getByRole("button", { name: "To the newest message" });
  await down.evaluateAll((buttons) => buttons.forEach((button) => button instanceof HTMLElement && button.click()));
}

/**
 * Reads a room upwards to its beginning, as somebody scrolls through it, until every one of `wanted` was seen. Answers what was seen twice at once or
 * in another order than `wanted`; throws with what is missing and what stood there besides.
 */
export async function readUpwards(page: Page, wanted: readonly string[]): Promise<readonly string[]> {
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByRole("article").first()).toBeAttached();
  const place = new Map(wanted.map((text, at) => [text, at]));
  const missing = new Set(wanted);
  const wrong: string[] = [];
  const besides = new Set<string>();
  for (let pass = 0; missing.size > 0 && pass < PASSES; pass += 1) {
    await toNewest(page);
    for (let window = await look(log); ; window = await look(log)) {
      const texts = window.labels.map((label) => label.slice(label.indexOf(": ") + 2));
      const seen = texts.flatMap((text) => place.get(text) ?? []);
      wrong.push(...seen.filter((at, row) => at <= (seen[row - 1] ?? -1)).map((at) => wanted[at] ?? ""));
      for (const text of texts) if (!missing.delete(text) && !place.has(text)) besides.add(text);
      if (window.atBeginning || missing.size === 0) break;
    }
  }
  expect([...missing], `not shown in ${page.url()}; what stood there besides: ${[...besides].join(" | ")}`).toEqual([]);
  return wrong;
}

/** What is in sight once the view stands still, and one step further up. */
const look = (log: Locator): Promise<{ readonly labels: readonly string[]; readonly atBeginning: boolean }> =>
  log.evaluate(async (list) => {
    const rows = () =>
      [...list.querySelectorAll("li[data-index]")].map((row) => ({
        label: row.querySelector("article")?.getAttribute("aria-label") ?? row.textContent,
        top: row.getBoundingClientRect().top,
      }));
    let before = "";
    for (let same = 0; same < 3;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = JSON.stringify(rows());
      same = now === before ? same + 1 : 0;
      before = now;
    }
    const labels = rows()
      .toSorted((one, other) => one.top - other.top)
      .map(({ label }) => label);
    // Above the first row it says what comes before: nothing, or what is still being fetched.
    const atBeginning = list.scrollTop <= 0 && list.querySelector("[data-older=start]") !== null;
    list.scrollTop -= list.clientHeight / 2;
    return { labels, atBeginning };
  });

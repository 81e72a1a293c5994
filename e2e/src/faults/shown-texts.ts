import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

/** A room opens at what is new, and what is written then stands below that. */
export async function toNewest(page: Page): Promise<void> {
  const down = page.getByRole("button", { name: "To the newest message" });
  if (await down.isVisible()) await down.click();
}

/**
 * Reads a room upwards, over and over, as somebody scrolls through it, until every one of `wanted` was seen. Answers what was seen twice at once
 * or in another order than `wanted`; throws with what is missing.
 */
export async function readUpwards(page: Page, wanted: readonly string[]): Promise<readonly string[]> {
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByRole("article").first()).toBeAttached({ timeout: 30_000 });
  await toNewest(page);
  const place = new Map(wanted.map((text, at) => [text, at]));
  const missing = new Set(wanted);
  const wrong: string[] = [];
  await expect
    .poll(
      async () => {
        const rows = await log.evaluate((list) => {
          const labels = [...list.querySelectorAll("article")].map((row) => ({
            label: row.getAttribute("aria-label") ?? "",
            top: row.getBoundingClientRect().top,
          }));
          // From the top it goes on at the end, where something may have come meanwhile.
          if (list.scrollTop > 0) list.scrollTop -= list.clientHeight / 2;
          else list.scrollTop = list.scrollHeight;
          return labels.toSorted((one, other) => one.top - other.top).map(({ label }) => label);
        });
        const seen = rows.flatMap((label) => place.get(label.slice(label.indexOf(": ") + 2)) ?? []);
        wrong.push(...seen.filter((at, row) => at <= (seen[row - 1] ?? -1)).map((at) => wanted[at] ?? ""));
        for (const at of seen) missing.delete(wanted[at] ?? "");
        return [...missing];
      },
      { timeout: 90_000, intervals: [50] },
    )
    .toEqual([]);
  return wrong;
}

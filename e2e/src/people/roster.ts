import type { Rider } from "./rider.ts";

/** Who comes and who waits, in order, as the page of a meetup shows it to that person. */
export async function whoComes({
  page,
}: Rider): Promise<{ readonly confirmed: readonly string[]; readonly waiting: string }> {
  const region = page.getByRole("region", { name: "Who comes" });
  const confirmed = await region
    .locator("li[title]")
    .evaluateAll((lines) => lines.map((line) => line.getAttribute("title") ?? ""));
  const waiting = await region.getByText(/waiting: /).allInnerTexts();
  return { confirmed, waiting: waiting.join("\n") };
}

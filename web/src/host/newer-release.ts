/**
 * Whether the server gives out another release than the one this page runs: the address of its first script names what it was built from. A server that does not
 * answer, or with something else (the sign-in of a hotel), says nothing.
 */
export async function isNewerThere(page: Window): Promise<boolean> {
  const mine = page.document.querySelector("script[type=module][src]")?.getAttribute("src") ?? "";
  try {
    const answer = await page.fetch("/", { cache: "no-cache" });
    const there = answer.ok ? await answer.text() : "";
    return there.includes('<div id="app">') && !there.includes(mine);
  } catch {
    return false;
  }
}

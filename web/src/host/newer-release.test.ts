import { expect, test } from "vitest";
import { browserHost } from "./browser-host.ts";

const pageOf = (script: string): string =>
  `<script type="module" src="${script}"></script><body><div id="app"></div></body>`;

/** A tab that runs the release `a.js`, on a server that answers as told. */
class FakeTab {
  visibilityState = "visible";
  answer: () => Promise<Response> = () => Promise.resolve(new Response(pageOf("/assets/a.js")));
  asked = 0;
  readonly #listeners = new Set<() => void>();
  readonly document = Object.assign(this, {
    addEventListener: (_name: string, listener: () => void) => void this.#listeners.add(listener),
    removeEventListener: (_name: string, listener: () => void) => void this.#listeners.delete(listener),
    querySelector: () => ({ getAttribute: () => "/assets/a.js" }),
  });
  fetch = (): Promise<Response> => {
    this.asked += 1;
    return this.answer();
  };
  /** Comes to the front, or goes to the back, and what follows has followed. */
  async turns(to: "visible" | "hidden"): Promise<void> {
    this.visibilityState = to;
    for (const listener of this.#listeners) listener();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("M11 a tab that comes to the front asks whether there is a newer release, and tells it once it has one", async () => {
  const tab = new FakeTab();
  let told = 0;
  const stop = browserHost(tab as unknown as Window).onUpdateReady(() => (told += 1));
  await tab.turns("hidden");
  expect(tab.asked).toBe(0);
  await tab.turns("visible");
  tab.answer = () => Promise.reject(new TypeError("no network"));
  await tab.turns("visible");
  tab.answer = () => Promise.resolve(new Response("<h1>Welcome to the hotel</h1>"));
  await tab.turns("visible");
  tab.answer = () => Promise.resolve(new Response(pageOf("/assets/b.js"), { status: 502 }));
  await tab.turns("visible");
  expect([tab.asked, told]).toEqual([4, 0]);
  tab.answer = () => Promise.resolve(new Response(pageOf("/assets/b.js")));
  await tab.turns("visible");
  expect(told).toBe(1);
  stop();
  await tab.turns("visible");
  expect([tab.asked, told]).toEqual([5, 1]);
});

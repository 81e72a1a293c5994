import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import { states } from "../features/safety/AlertScreen.states.ts";
import { stage } from "../gallery/stage.tsx";
import { useAfterPaint } from "./use-after-paint.ts";

/** Says what the hook says, on a page whose clock stands still. */
function probe() {
  const place = document.createElement("p");
  const root = createRoot(place);
  const Probe = () => (useAfterPaint() ? "after" : "before");
  flushSync(() => root.render(<Probe />));
  return {
    /** What it says once this has happened. */
    after(act: () => unknown) {
      flushSync(() => void act());
      return place.textContent;
    },
    [Symbol.dispose]() {
      root.unmount();
      vi.useRealTimers();
    },
  };
}

/** The browser's word on what it painted: it says nothing until a test does. */
function paints() {
  const told = new Set<PerformanceObserverCallback>();
  const observe = vi.fn<() => void>();
  vi.stubGlobal(
    "PerformanceObserver",
    class {
      readonly observe = observe;
      readonly disconnect: () => void;
      constructor(tell: PerformanceObserverCallback) {
        told.add(tell);
        this.disconnect = () => void told.delete(tell);
      }
    },
  );
  return {
    observe,
    paint(name: string) {
      const entries = { getEntriesByName: (asked: string) => (asked === name ? [{ name }] : []) };
      for (const tell of told) tell(entries as unknown as PerformanceObserverEntryList, {} as PerformanceObserver);
    },
    [Symbol.dispose]: () => void vi.unstubAllGlobals(),
  };
}

test("S6 in a tab in the background, which paints no frame, what waits for the first picture comes after a second", () => {
  using _screen = paints();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  using view = probe();
  expect(view.after(() => vi.advanceTimersByTime(999))).toBe("before");
  expect(view.after(() => vi.advanceTimersByTime(1))).toBe("after");
});

test("D2 in a tab that somebody looks at it comes with the first picture that shows something, and not before", () => {
  using screen = paints();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  using view = probe();
  expect(view.after(() => screen.paint("first-paint"))).toBe("before");
  expect(view.after(() => screen.paint("first-contentful-paint"))).toBe("after");
});

test("S6 an alert stands over a page of which no frame was painted", async () => {
  using screen = paints();
  const state = states.find(({ name }) => name === "somebody needs help");
  if (state === undefined) throw new Error("the gallery shows an alert");
  const { app } = await stage(state);
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  root.render(app);
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("needs help");
  expect(screen.observe).toHaveBeenCalled();
  root.unmount();
  place.remove();
});

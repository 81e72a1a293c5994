import { setTimeout as pause } from "node:timers/promises";
import { chromium, expect } from "@playwright/test";
import type { CDPSession, Page } from "@playwright/test";
import { chromiumLaunch } from "@paceline/testkit/chromium";
import { setUp, signIn } from "../start/ours.ts";
import type { MassRide } from "./mass-ride.ts";

/** What the main thread of the page did in one stretch of time. */
export type Stretch = {
  /** Milliseconds of its processor time. */
  readonly busyMs: number;
  /** Updates that came to the map: the lead rider's face moved. */
  readonly updates: number;
};

export type MapPage = {
  /** `steps` seconds, at the beginning of each of which `step` is called. */
  readonly watch: (steps: number, step: () => void) => Promise<Stretch>;
  /**
   * Milliseconds from `storm` until page and engine use no more processor time than they did before. Throws when the map moved meanwhile, or anything was thrown.
   */
  readonly calmAfter: (storm: () => void) => Promise<number>;
  readonly close: () => Promise<void>;
};

const STEP_MS = 1_000;
/** A window in which processor time is counted, and how many are watched before and after: as many, so that what a page does by itself every few seconds is in both. */
const WINDOW_MS = 100;
const [BEFORE, AFTER] = [60, 60];
/** The first sync of a mass ride, and the code of the map, on a busy machine. */
const PATIENT = { timeout: 60_000 };

/** With it the page's main thread copies every picture of the map out of the graphics process, which no browser of a person does. */
const COPIED = "--disable-gpu-compositing";

/** A sync holds thirty, and what does not fit into it is history, which nobody asks for. */
const FEW = 8;
const ONE_SYNC_MS = 200;

/** Somebody signed in who looks at the map, once everybody of the ride is on it. */
export async function openMap(
  origin: string,
  who: { readonly name: string; readonly password: string },
  ride: MassRide,
): Promise<MapPage> {
  const { args, ...launch } = await chromiumLaunch();
  const browser = await chromium.launch({ ...launch, args: args.filter((one) => one !== COPIED) });
  const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/map`);
  await signIn(page, { server: origin, ...who });
  await setUp(page);
  await page.goto(`${origin}/map`);
  await expect(page.getByRole("button", { name: "Show 40 more" })).toBeVisible(PATIENT);
  do {
    for (let said = 0; said < ride.riders; said += FEW - 1) {
      ride.move(FEW);
      await pause(ONE_SYNC_MS);
    }
    await expect(page.locator("[data-part=lead]")).toBeVisible(PATIENT);
  } while ((await page.getByText("no position yet").count()) > 0);
  await page.evaluate(countMoves);
  const thrown: string[] = [];
  page.on("pageerror", ({ name }) => thrown.push(name));
  const processes = await browser.newBrowserCDPSession();
  const devtools = await page.context().newCDPSession(page);
  // The thread's own time: what else runs on the machine, the software that draws among it, is not counted.
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  /** Milliseconds of processor time of the page and of the worker that is its engine, by windows. */
  async function* windows(count: number): AsyncGenerator<{ readonly at: number; readonly usedMs: number }> {
    let before = await used(processes);
    for (let window = 0; window < count; window += 1) {
      await pause(WINDOW_MS);
      const now = await used(processes);
      yield { at: performance.now(), usedMs: now - before };
      before = now;
    }
  }
  return {
    async calmAfter(storm) {
      let most = 0;
      for await (const { usedMs } of windows(BEFORE)) most = Math.max(most, usedMs);
      const [seen, began] = [await moves(page), performance.now()];
      storm();
      let calm = began;
      for await (const { at, usedMs } of windows(AFTER)) if (usedMs > most) calm = at;
      if ((await moves(page)) !== seen) throw new Error("the map moved");
      if (thrown.length > 0) throw new Error(`thrown: ${thrown.join(", ")}`);
      return calm - began;
    },
    async watch(steps, step) {
      const [before, seen] = [await busy(), await moves(page)];
      for (let at = 0; at < steps; at += 1) {
        step();
        await pause(STEP_MS);
      }
      return { busyMs: (await busy()) - before, updates: (await moves(page)) - seen };
    },
    close: () => browser.close(),
  };
}

async function used(devtools: CDPSession): Promise<number> {
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  return processInfo.reduce((sum, { type, cpuTime }) => (type === "renderer" ? sum + cpuTime * 1_000 : sum), 0);
}

type Counting = Window & { moves?: number };

/** Runs in the page. */
function countMoves(): void {
  const page = window as Counting;
  page.moves = 0;
  const face = document.querySelector("[data-part=lead]")?.closest(".maplibregl-marker");
  if (face === null || face === undefined) throw new Error("the lead rider has a face");
  new MutationObserver(() => (page.moves = (page.moves ?? 0) + 1)).observe(face, { attributeFilter: ["style"] });
}

const moves = (page: Page): Promise<number> => page.evaluate(() => (window as Counting).moves ?? 0);

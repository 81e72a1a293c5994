import { setTimeout as pause } from "node:timers/promises";
import { chromium, expect } from "@playwright/test";
import type { Page } from "@playwright/test";
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
  readonly close: () => Promise<void>;
};

const STEP_MS = 1_000;
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
  const devtools = await page.context().newCDPSession(page);
  // The thread's own time: what else runs on the machine, the software that draws among it, is not counted.
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  return {
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

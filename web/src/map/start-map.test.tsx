import { onTestFinished, expect, test, vi } from "vitest";
import { cdp } from "vitest/browser";
import "../design/base.css";
import { paletteOf } from "./palette.ts";
import { type RunningMap, startMap } from "./start-map.ts";
import { tinyPmtiles } from "./testing/tiny-pmtiles.ts";
import type { Spot } from "./geo.ts";

/** A map without a graphics card draws slowly while the machine does other things. */
vi.setConfig({ testTimeout: 60_000 });
const SLOW = { timeout: 30_000 };
const MUNICH: Spot = { latitude: 48.137, longitude: 11.575 };

type Standing = {
  readonly map: RunningMap;
  readonly place: HTMLElement;
  readonly rested: Spot[];
  readonly credits: string[];
};

/** A map on the page that remembers where it came to rest, once it did for the first time. */
function standing(): Standing {
  const place = document.createElement("div");
  place.style.cssText = "inline-size: 400px; block-size: 300px";
  document.body.append(place);
  const [rested, credits]: [Spot[], string[]] = [[], []];
  const map = startMap(place, {
    label: "Map",
    language: "en",
    units: "metric",
    onRest: (middle) => rested.push(middle),
    onCredit: (credit) => credits.push(credit),
  });
  onTestFinished(() => {
    map.end();
    place.remove();
  });
  return { map, place, rested, credits };
}

const prefers = async (motion: "reduce" | "no-preference"): Promise<void> => {
  const session = cdp() as { send(name: string, params: object): Promise<unknown> };
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: motion }] });
};
const near = (middle: Spot | undefined): boolean =>
  middle !== undefined &&
  Math.abs(middle.latitude - MUNICH.latitude) < 0.01 &&
  Math.abs(middle.longitude - MUNICH.longitude) < 0.01;

test("E14 with reduced motion the map is where it was sent before anything else happens, without it it flies there", async () => {
  onTestFinished(() => prefers("no-preference"));
  for (const motion of ["reduce", "no-preference"] as const) {
    await prefers(motion);
    const { map, rested } = standing();
    map.goTo(MUNICH, "close up");
    expect(near(rested.at(-1))).toBe(motion === "reduce");
    await expect.poll(() => near(rested.at(-1)), SLOW).toBe(true);
  }
});

test("E14 somebody who moved is drawn at the new place at once, whatever the motion", async () => {
  const { map } = standing();
  const face = document.createElement("div");
  const pin = map.pin(face, { latitude: 0, longitude: 0 }, false);
  const before = face.style.transform;
  pin.move(MUNICH);
  expect(face.style.transform).not.toBe(before);
  expect(getComputedStyle(face).transitionDuration).toBe("0s");
});

test("E14 the tiles of an operator's own file are drawn over the base map, and whose they are is said", async () => {
  const archive = tinyPmtiles("park");
  const asked: string[] = [];
  const real = fetch;
  const fake = vi.spyOn(window, "fetch").mockImplementation((input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input), location.href);
    asked.push(pathname);
    if (pathname === "/map.json")
      return Promise.resolve(Response.json({ url: "/own.pmtiles", attribution: "Town hall" }));
    if (pathname !== "/own.pmtiles") return real(input, init);
    const [, from = "0", to = "0"] = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get("range") ?? "") ?? [];
    return Promise.resolve(new Response(archive.slice(Number(from), Number(to) + 1), { status: 206 }));
  });
  onTestFinished(() => fake.mockRestore());
  const { getContext } = HTMLCanvasElement.prototype;
  // What was drawn stays readable.
  HTMLCanvasElement.prototype.getContext = function kept(this: HTMLCanvasElement, kind: string, options?: object) {
    return getContext.call(this, kind, { ...options, preserveDrawingBuffer: true });
  } as typeof getContext;
  onTestFinished(() => {
    HTMLCanvasElement.prototype.getContext = getContext;
  });
  const { map, place, credits } = standing();
  map.goTo(MUNICH, "close up");
  const park =
    paletteOf(place)
      .park.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  const copy = new OffscreenCanvas(400, 300).getContext("2d", { willReadFrequently: true });
  const shareOfPark = (): number => {
    const canvas = place.querySelector("canvas");
    if (canvas === null || copy === null) return 0;
    copy.drawImage(canvas, 0, 0, 400, 300);
    const { data } = copy.getImageData(0, 0, 400, 300);
    let same = 0;
    for (let at = 0; at < data.length; at += 4)
      if (park.slice(0, 3).every((value, band) => Math.abs((data[at + band] ?? 0) - value) < 4)) same += 1;
    return same / (400 * 300);
  };
  await expect.poll(shareOfPark, SLOW).toBeGreaterThan(0.9);
  expect(credits).toEqual(["Town hall"]);
  expect(asked.filter((path) => path === "/own.pmtiles").length).toBeGreaterThan(0);
});

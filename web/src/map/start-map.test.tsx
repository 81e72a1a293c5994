import { onTestFinished, expect, test, vi } from "vitest";
import { cdp } from "vitest/browser";
import "../design/base.css";
import "./map.css";
import type { MapPerson } from "./content.ts";
import { paletteOf } from "./palette.ts";
import { type RunningMap, startMap } from "./start-map.ts";
import { tinyPmtiles } from "./testing/tiny-pmtiles.ts";
import type { Spot } from "./geo.ts";

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
    await expect.poll(() => near(rested.at(-1))).toBe(true);
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

const rider = (id: string, { latitude, longitude }: Spot): MapPerson => ({
  id,
  name: id,
  face: { id },
  latitude,
  longitude,
  faded: false,
  mine: false,
  trail: [],
});

/** The middle of everything that people put on the map, in CSS pixels of the page; `undefined` when there is nothing. */
function middleOfDrawn(
  place: HTMLElement,
): { readonly x: number; readonly y: number; readonly pixels: number } | undefined {
  const canvas = place.querySelector<HTMLCanvasElement>("canvas[aria-hidden]");
  const pen = canvas?.getContext("2d");
  if (canvas === null || pen === null || pen === undefined) return undefined;
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let [x, y, pixels] = [0, 0, 0];
  for (let at = 0; at < data.length / 4; at += 1) {
    if ((data[at * 4 + 3] ?? 0) < 128) continue;
    pixels += 1;
    x += at % canvas.width;
    y += Math.floor(at / canvas.width);
  }
  const { left, top } = canvas.getBoundingClientRect();
  const ratio = canvas.width / canvas.clientWidth;
  return pixels === 0 ? undefined : { x: left + x / pixels / ratio, y: top + y / pixels / ratio, pixels };
}

test("E14 everybody is drawn where the map would pin them, wherever it looks, and what is no place is not drawn", async () => {
  await prefers("reduce");
  onTestFinished(() => prefers("no-preference"));
  const { map, place } = standing();
  const face = document.createElement("div");
  face.style.cssText = "inline-size: 2px; block-size: 2px";
  map.pin(face, MUNICH, false);
  const broken = [Number.NaN, Infinity, 91, -1e300, 90].map((latitude) =>
    rider(String(latitude), { ...MUNICH, latitude }),
  );
  const people = [...broken.map((one) => ({ ...one, accuracy_m: 5, trail: [one, MUNICH] })), rider("Ana", MUNICH)];
  map.show({ content: { people, places: [], signs: [] }, near: [] });
  for (const middle of [MUNICH, { latitude: 48.141, longitude: 11.571 }]) {
    map.goTo(middle, "close up");
    const pinned = (): DOMRect => face.getBoundingClientRect();
    const away = (): number => {
      const drawn = middleOfDrawn(place);
      if (drawn === undefined) return Infinity;
      const { x, y, width, height } = pinned();
      return Math.hypot(drawn.x - x - width / 2, drawn.y - y - height / 2);
    };
    await expect.poll(away).toBeLessThan(1.5);
    // One dot of a radius of eight pixels, and no other.
    expect(middleOfDrawn(place)?.pixels).toBeLessThan(260 * devicePixelRatio ** 2);
  }
  map.show({ content: { people: broken, places: [], signs: [] }, near: broken });
  expect(middleOfDrawn(place)).toBeUndefined();
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
  await expect.poll(shareOfPark).toBeGreaterThan(0.9);
  expect(credits).toEqual(["Town hall"]);
  expect(asked.filter((path) => path === "/own.pmtiles").length).toBeGreaterThan(0);
});

import { expect, onTestFinished, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./ChangeMeetupPage.states.ts";

const change: ViewState = states.find(({ name }) => name === "change")!;
const typed = () => document.querySelector<HTMLInputElement>("[role=dialog] input")!;

async function opened(words: string): Promise<void> {
  await expect.poll(() => document.querySelector("[data-picks]")).not.toBeNull();
  await press(words);
  await expect.poll(() => document.querySelector("[role=dialog] input")).not.toBeNull();
}
const savedPlace = async (port: { last: (name: "changeMeetup") => unknown }): Promise<unknown> => {
  (await found("button[type=submit]")).click();
  await expect.poll(() => port.last("changeMeetup")).toBeDefined();
  return (port.last("changeMeetup") as { draft: { place?: unknown } }).draft.place;
};

test("E1 a meeting point is typed as coordinates, and kept with its name", async () => {
  await using view = await stand(change);
  await opened("Change");
  expect(typed().value).toBe("48.1302, 11.5868");
  await userEvent.fill(typed(), "geo:48.137,11.575");
  await press("Use this place");
  expect(await savedPlace(view.port)).toEqual({ name: "Boathouse car park", uri: "geo:48.137,11.575" });
});

test("E1 a map that comes to rest by itself takes nothing away from what is being typed", async () => {
  await using view = await stand(change);
  await opened("Change");
  const canvas = (await found("[role=dialog] canvas")) as HTMLCanvasElement;
  await expect
    .poll(() => document.querySelector("[role=dialog] .maplibregl-ctrl-scale")?.textContent)
    .toMatch(/\d\sm$/);
  await userEvent.fill(typed(), "geo:48.137,11.575");
  const { width } = canvas;
  canvas.closest<HTMLElement>(".maplibregl-map")!.style.width = "200px";
  await expect.poll(() => canvas.width).not.toBe(width);
  expect(typed().value).toBe("geo:48.137,11.575");
  await press("Use this place");
  expect(await savedPlace(view.port)).toMatchObject({ uri: "geo:48.137,11.575" });
});

test("E1 a map that comes to rest changes nothing in a field that one stands in, not even what is marked there", async () => {
  await using _view = await stand(change);
  await opened("Change");
  const field = typed();
  field.focus();
  field.select();
  const values = new Set<string>();
  await expect
    .poll(() => {
      values.add(field.value);
      return document.querySelector("[role=dialog] .maplibregl-ctrl-scale")?.textContent;
    })
    .toMatch(/\d\sm$/);
  const canvas = (await found("[role=dialog] canvas")) as HTMLCanvasElement;
  const { width } = canvas;
  canvas.closest<HTMLElement>(".maplibregl-map")!.style.width = "200px";
  await expect.poll(() => canvas.width).not.toBe(width);
  expect([...values, field.value]).toEqual(["48.1302, 11.5868", "48.1302, 11.5868"]);
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
});

test("E1 what is no place says so and cannot be used", async () => {
  await using view = await stand(change);
  await opened("Change");
  await userEvent.fill(typed(), "the boathouse");
  await expect
    .poll(() => document.querySelector("[role=dialog]")?.textContent)
    .toContain("Type latitude and longitude");
  await userEvent.keyboard("{Escape}");
  expect(await savedPlace(view.port)).toEqual({ name: "Boathouse car park", uri: "geo:48.1302,11.5868" });
});

test("E1 the meeting point is set by arrow keys on the map and Enter", async () => {
  await using view = await stand(change);
  await opened("Change");
  await expect.poll(() => document.querySelector("[role=dialog] canvas")).not.toBeNull();
  await expect
    .poll(() => document.querySelector("[role=dialog] .maplibregl-ctrl-scale")?.textContent)
    .toMatch(/\d\sm$/);
  // The map stands at the place before it is moved: some rest of it comes after the first picture.
  await expect.poll(() => Number(typed().value.split(",")[1])).toBeCloseTo(11.5868, 3);
  const before = typed().value;
  document.querySelector<HTMLElement>("[role=dialog] canvas")!.focus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.poll(() => Number(typed().value.split(",")[1])).toBeGreaterThan(Number(before.split(",")[1]));
  await userEvent.keyboard("{Enter}");
  const place = (await savedPlace(view.port)) as { uri: string };
  const [, east] = /^geo:[\d.]+,([\d.]+)$/.exec(place.uri) ?? [];
  expect(Number(east)).toBeGreaterThan(11.5868);
});

test("E1 where one stands becomes the meeting point, and is asked for by a press alone", async () => {
  const ask = vi
    .spyOn(navigator.geolocation, "getCurrentPosition")
    .mockImplementation((here) =>
      here({ timestamp: 1, coords: { latitude: 47.5, longitude: 11.25, accuracy: 8 } } as GeolocationPosition),
    );
  onTestFinished(() => ask.mockRestore());
  await using _view = await stand(change);
  await opened("Change");
  expect(ask).not.toHaveBeenCalled();
  await press("Where I am now");
  await expect.poll(() => typed().value).toBe("47.5, 11.25");
});

test("E1 a place is taken off the map and keeps its name", async () => {
  await using view = await stand(change);
  await expect.poll(() => document.querySelector("[data-picks]")).not.toBeNull();
  await press("Remove from map");
  expect(await savedPlace(view.port)).toEqual({ name: "Boathouse car park" });
});

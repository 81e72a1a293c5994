import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./SafetyPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;

test("S4 a place is hidden by its name, its place and how far around", async () => {
  await using view = await stand(named("hiding a place"), { putZone: () => ({ ok: true, value: { id: "zone-3" } }) });
  await press("Set on the map");
  // By its label: the dialog of the map comes with its code, and until then the last box is another one.
  const typed = page.getByLabelText("Coordinates");
  await expect.poll(() => typed.query()).not.toBeNull();
  await userEvent.fill(typed, "48.2, 11.5");
  await press("Use this place");
  await press("Save");
  await expect
    .poll(() => view.port.last("putZone"))
    .toEqual({ name: "Home", latitude: 48.2, longitude: 11.5, radius_m: 500 });
  await expect.poll(() => document.querySelector("[role=dialog]")).toBeNull();
});

test("S4 a hidden place that is not moved keeps its very place, and is shown again after one question", async () => {
  await using view = await stand(named("protected"), { putZone: () => ({ ok: true, value: { id: "zone-1" } }) });
  const choose = async (words: string): Promise<void> => {
    (await found("[aria-label='Actions for Home']")).click();
    await found("[role=menuitem]");
    [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].find((one) => one.textContent === words)?.click();
  };
  await choose("Change");
  await press("Save");
  await expect
    .poll(() => view.port.last("putZone"))
    .toEqual({ id: "zone-1", name: "Home", latitude: 48.1371234, longitude: 11.5754321, radius_m: 500 });
  await expect.poll(() => document.querySelector("[role=dialog]")).toBeNull();
  await choose("Remove");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("Remove Home?");
  [...document.querySelectorAll<HTMLElement>("[role=alertdialog] button")].at(-1)?.click();
  await expect.poll(() => view.port.last("removeZone")).toEqual({ id: "zone-1" });
});

test("S4 who is in a hidden place reads on every page that nobody is told", async () => {
  await using view = await stand(named("in a hidden place"));
  await expect.poll(() => view.place.textContent).toContain("You are in a hidden place");
});

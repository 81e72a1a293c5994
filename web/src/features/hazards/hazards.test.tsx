import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states as club } from "../club/ClubPage.states.ts";
import { states as map } from "../map/MapPage.states.ts";
import { states as room } from "../room/RoomPage.states.ts";

const named = (states: readonly ViewState[], name: string): ViewState => states.find((state) => state.name === name)!;
/** The menu's line with these words. */
const choose = async (words: string): Promise<void> => {
  await found("[role=menuitem]");
  [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].find((one) => one.textContent === words)?.click();
};

test("S8 a hazard is reported from the map: whom, what, where, how long", async () => {
  await using view = await stand(named(map, "reporting a hazard"));
  const line = await found("[role=dialog] input:not([type=hidden])");
  await userEvent.fill(line, "Ice on the mill bridge");
  await press("Set on the map");
  await expect.poll(() => document.querySelectorAll("[role=dialog]").length).toBe(2);
  const typed = [...document.querySelectorAll<HTMLInputElement>("[role=dialog] input")].at(-1)!;
  await userEvent.fill(typed, "48.137, 11.575");
  await press("Use this place");
  await press("Warn them");
  await expect.poll(() => view.port.last("reportHazard")).toBeDefined();
  expect(view.port.last("reportHazard")).toMatchObject({
    kind: "ice",
    headline: "Ice on the mill bridge",
    latitude: 48.137,
    longitude: 11.575,
    radius_m: 200,
  });
});

test("S8 a report is a card in the conversation; it is over after one question", async () => {
  await using view = await stand(named(room, "hazard"));
  await expect.poll(() => view.place.textContent).toContain("within 400 m");
  (await found("article button[aria-label='Actions for Ice on the mill bridge']")).click();
  await choose("It is gone");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("Is it gone");
  [...document.querySelectorAll<HTMLElement>("[role=alertdialog] button")].at(-1)?.click();
  await expect.poll(() => view.port.last("clearHazard")).toEqual({ hazardId: "$hazard-1" });
});

test("S8 a club shows what to be careful of around it, and each is saved as CAP", async () => {
  await using view = await stand(named(club, "hazards"));
  await expect.poll(() => view.place.textContent).toContain("The wooden planks are white");
  (await found("button[aria-label='Actions for Ice on the mill bridge']")).click();
  await choose("Save as CAP file");
  await expect.poll(() => view.port.last("exportHazard")).toEqual({ hazardId: "$hazard-1" });
});

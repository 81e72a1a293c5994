import { ok } from "@paceline/protocol";
import { expect, test } from "vitest";
import { press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./AlertPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;

test("S6 the athlete sees who answered and takes the alert back", async () => {
  await using view = await stand(named("mine"));
  await expect.poll(() => view.place.textContent).toContain("Jonas Weber answered");
  await press("All clear");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).toContain("rings as loudly");
  [...document.querySelectorAll<HTMLElement>("[role=alertdialog] button")]
    .find((button) => button.textContent === "All clear")
    ?.click();
  await expect.poll(() => view.port.last("cancelAlert")).toEqual({ alertId: "sos-3" });
});

test("S6 a contact reads whether somebody has taken the alert on, not how far it came", async () => {
  await using view = await stand(named("without position"));
  await expect.poll(() => view.place.textContent).toContain("Nobody has answered yet");
  expect(view.place.textContent).not.toContain("homeserver");
});

test("S7 an alert is saved as CAP", async () => {
  await using view = await stand(named("of another"), {
    exportAlert: () => ok({ name: "sos-1.cap.xml", xml: "<alert/>" }),
  });
  await press("Save as CAP file");
  await expect.poll(() => view.port.last("exportAlert")).toEqual({ alertId: "sos-1" });
});

test("S6 an alert without a position says so", async () => {
  await using view = await stand(named("without position"));
  await expect.poll(() => view.place.textContent).toContain("No position came with it");
});

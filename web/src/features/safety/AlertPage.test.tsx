import { ok } from "@paceline/protocol";
import { expect, test } from "vitest";
import { lively } from "../../gallery/samples/lively.ts";
import { allClear, sos } from "../../gallery/samples/safety.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import { fact, type ViewState } from "../../gallery/view-state.ts";
import { states } from "./AlertPage.states.ts";
import { states as screens } from "./AlertScreen.states.ts";

const named = (name: string): ViewState => [...states, ...screens].find((state) => state.name === name)!;
const buttons = (): readonly string[] =>
  [...document.querySelectorAll("main button")].map(({ textContent }) => textContent ?? "");

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

test("S6 where somebody was is on a map of our own, in coordinates, and in a distance from me once I am known", async () => {
  const fix = { ts: 0, latitude: 48.14721, longitude: 11.57556 };
  // Nobody shares and no timer runs, so nothing asks the browser anew.
  const facts = [...lively, fact("alerts", {}, [{ ...sos, ring: "no" as const }], {})];
  const state = { ...named("of another"), facts, shared: { whereabouts: { is: "known" as const, fix } } };
  await using view = await stand(state);
  await expect.poll(() => view.place.textContent).toContain("1.1 km from you");
  expect(view.place.textContent).toContain("48.13721, 11.57556");
  expect((await found("[aria-label='Where Mila Novak was']")).closest("main")).not.toBeNull();
});

test("S6 an answer and an all-clear that wait say so, and can be given again only when they were refused", async () => {
  {
    await using view = await stand(named("answer on its way"));
    await expect.poll(() => view.place.textContent).toContain("Your answer is kept here");
    expect(buttons()).not.toContain("I’m on it");
  }
  {
    await using view = await stand(named("all-clear on its way"));
    await expect.poll(() => view.place.textContent).toContain("The all-clear is kept here");
    expect(buttons()).not.toContain("All clear");
  }
  await using view = await stand(named("answer refused"));
  await expect.poll(() => view.place.textContent).toContain("Your answer was not sent");
  await press("I’m on it");
  await expect.poll(() => view.port.last("acknowledgeAlert")).toEqual({ alertId: "sos-1" });
});

test("S6 an alert's own page stands free while it rings; leaving it unanswered brings the alert back over everything", async () => {
  await using view = await stand(named("somebody needs help"));
  (await found("[role=alertdialog] footer a")).click();
  await expect.poll(() => document.querySelector("[role=alertdialog]")).toBeNull();
  expect(buttons()).toContain("I’m on it");
  await press("Stop the sound here");
  await expect.poll(buttons).not.toContain("Stop the sound here");
  await view.router.navigate({ to: "/chats" });
  const screen = await found("[role=alertdialog]");
  expect(screen.textContent).toContain("Mila Novak needs help");
  expect(screen.textContent).not.toContain("Stop the sound here");
});

test("S6 an alert stands over the page of a device that is not unlocked yet, and is answered there", async () => {
  await using view = await stand(named("before a device is unlocked"));
  expect((await found("[role=alertdialog]")).textContent).toContain("Mila Novak needs help");
  expect(document.querySelector("[role=alertdialog] footer a")).toBeNull();
  await press("I’m on it");
  expect(view.port.last("acknowledgeAlert")).toEqual({ alertId: "sos-1" });
});

test("S6 an alert that stands there again says that the answer to it was not sent", async () => {
  await using view = await stand(named("somebody needs help"));
  expect((await found("[role=alertdialog]")).textContent).not.toContain("not sent");
  view.port.set("alerts", {}, [{ ...sos, underWay: "failed" }]);
  await expect
    .poll(() => document.querySelector("[role=alertdialog]")?.textContent)
    .toContain("Your answer was not sent. Answer again.");
});

test("S6 whoever stopped the sound of an alert hears its all-clear", async () => {
  await using view = await stand(named("somebody needs help"));
  await press("Stop the sound here");
  await expect.poll(() => document.querySelector("[role=alertdialog]")?.textContent).not.toContain("Stop the sound");
  view.port.set("alerts", {}, [allClear]);
  await press("Stop the sound here");
  expect(document.querySelector("[role=alertdialog]")?.textContent).toContain("All clear");
});

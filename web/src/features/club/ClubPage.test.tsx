import { expect, test } from "vitest";
import { RIVERSIDE } from "../../gallery/samples/rooms.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./ClubPage.states.ts";
import { states as people } from "./ClubPeoplePage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;

test("C5 a captain lets somebody in and hears that earlier messages travel", async () => {
  await using view = await stand(named("captain"));
  await press("Let in");
  expect(view.port.last("acceptRequest")).toEqual({ clubId: RIVERSIDE, userId: "@sam:example.org" });
  await expect.poll(() => view.place.textContent).toContain("can read earlier messages");
  // It stands until the server has said so; pressed a second time it would ask for what is done.
  const letIn = [...view.place.querySelectorAll("button")].filter(({ textContent }) => textContent === "Let in");
  expect(letIn.map(({ disabled }) => disabled)).toEqual([true]);
});

test("C2 whoever may chooses the picture of a club, others are not asked", async () => {
  const entries = async (state: string): Promise<readonly (string | null)[]> => {
    await using _view = await stand(named(state));
    (await found(`button[aria-label="More actions"]`)).click();
    await expect.poll(() => document.querySelectorAll("[role=menuitem]").length).toBeGreaterThan(0);
    return [...document.querySelectorAll("[role=menuitem]")].map((one) => one.textContent);
  };
  expect(await entries("captain")).toContain("Picture");
  expect(await entries("member")).not.toContain("Picture");
});

test("C3 a captain gives the roles below captain, and gives them to people below", async () => {
  await using view = await stand(people[0]!);
  const choice = (name: string) =>
    [...view.place.querySelectorAll("button")].find(
      (one) =>
        one.getAttribute("aria-labelledby") !== null && one.closest("li")?.querySelector("b")?.textContent === name,
    );
  await expect.poll(() => choice("Priya Shah")).toBeDefined();
  expect(choice("Jonas Weber")).toBeUndefined();
  choice("Priya Shah")!.click();
  await expect.poll(() => document.querySelectorAll("[role=option]").length).toBeGreaterThan(0);
  expect([...document.querySelectorAll("[role=option]")].map((one) => one.textContent)).toEqual([
    "Moderator",
    "Coach",
    "Ride leader",
    "Member",
  ]);
  document.querySelector<HTMLElement>("[role=option]")!.click();
  await expect
    .poll(() => view.port.last("setRole"))
    .toEqual({ clubId: RIVERSIDE, userId: "@priya:example.org", role: "moderator" });
});

test("C6 somebody who was let in without the right is pointed out", async () => {
  await using view = await stand(people[0]!);
  await expect.poll(() => view.place.textContent).toContain("Mila Novak let them in without the right to");
});

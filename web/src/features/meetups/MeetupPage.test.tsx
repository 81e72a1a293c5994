import { failed } from "@paceline/protocol";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { GRAVEL } from "../../gallery/samples/meetups.ts";
import { found, press, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states } from "./MeetupPage.states.ts";

const named = (name: string): ViewState => states.find((state) => state.name === name)!;
const chosen = () => document.querySelector("[role=radio][aria-checked=true], [aria-pressed=true]")?.textContent;

test("E2 one press answers, shown before the engine has said anything", async () => {
  await using view = await stand(named("not answered"));
  expect(chosen()).toBeUndefined();
  await press("Maybe");
  expect(view.port.last("answerMeetup")).toEqual({ cardId: GRAVEL, status: "maybe", guests: 0 });
  await expect.poll(chosen).toBe("Maybe");
});

test("E2 an answer that the engine refuses is taken back and says why", async () => {
  await using view = await stand(named("not answered"), { answerMeetup: () => failed("forbidden", "never") });
  await press("Going");
  await expect.poll(() => view.place.textContent).toContain("You’re not allowed to do this here.");
  expect(chosen()).toBeUndefined();
});

test("E2 changing the answer keeps pace and guests", async () => {
  await using view = await stand(named("going"));
  await press("Can’t");
  expect(view.port.last("answerMeetup")).toEqual({ cardId: GRAVEL, status: "no", guests: 0, pace: "B" });
});

test("E2 an answer is taken back, and can be given again", async () => {
  await using view = await stand(named("going"));
  await press("Take my answer back");
  expect(view.port.last("answerMeetup")).toMatchObject({ cardId: GRAVEL, status: "withdrawn" });
  await expect.poll(chosen).toBeUndefined();
  await press("Going");
  expect(view.port.last("answerMeetup")).toMatchObject({ status: "yes" });
});

test("E3 a place in the waitlist is said in words", async () => {
  await using view = await stand(named("waiting"));
  await expect.poll(() => view.place.textContent).toContain("4th in waitlist");
});

test("E6 a meetup in another time zone shows both clocks", async () => {
  await using view = await stand(named("elsewhere"));
  await expect.poll(() => view.place.textContent).toMatch(/03:00 (GMT-5|EST)/);
  await expect.poll(() => view.place.textContent).toContain("where you are");
});

test("E8 cancelling asks first and takes a reason along", async () => {
  await using view = await stand(named("going"));
  (await found("header button[aria-label='More actions']")).click();
  (await found("[role=menuitem]")).click();
  await userEvent.type(await found("[role=alertdialog] input"), "Ice");
  await press("Cancel meetup");
  expect(view.port.last("cancelMeetup")).toEqual({ cardId: GRAVEL, reason: "Ice" });
});

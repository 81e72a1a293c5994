import { failed, ok } from "@paceline/protocol";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { GRAVEL } from "../../gallery/samples/meetups.ts";
import { lea } from "../../gallery/samples/people.ts";
import { RIDE } from "../../gallery/samples/rooms.ts";
import { signedIn } from "../../gallery/samples/session.ts";
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

test("M8 E2 an answer without a connection says that it waits, until there is one", async () => {
  await using view = await stand(named("answered offline"));
  await expect.poll(() => view.place.textContent).toContain("Your answer goes out as soon as there is one.");
  view.port.set("session", {}, [signedIn]);
  await expect.poll(() => view.place.textContent).not.toContain("Your answer goes out");
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
  // By its role: the menu that opened the dialog goes meanwhile, and with it the place among the page's elements.
  await userEvent.type(page.getByRole("alertdialog").getByRole("textbox"), "Ice");
  await press("Cancel meetup");
  expect(view.port.last("cancelMeetup")).toEqual({ cardId: GRAVEL, reason: "Ice" });
});

async function says(view: { readonly place: HTMLElement }, words: string): Promise<void> {
  await expect.poll(() => view.place.textContent).toContain(words);
}

test("E12 an organiser opens the ride's room with one press, once", async () => {
  await using view = await stand(named("going"), { openMeetupRoom: () => ok({ roomId: RIDE }) });
  await says(view, "There is none yet. It holds");
  await press("Open the ride’s room");
  expect(view.port.last("openMeetupRoom")).toEqual({ cardId: GRAVEL });
  const open = () => [...document.querySelectorAll("button")].find((one) => one.textContent === "Open the ride’s room");
  await expect.poll(() => open()?.disabled).toBe(true);
});

test("E12 who may not open it is told that there is none, and what will happen", async () => {
  await using view = await stand(named("not answered"));
  await says(view, "When an organiser opens it");
  expect(view.place.textContent).not.toContain("Open the ride’s room");
});

test("E12 whoever is invited joins by a press of their own, and shares nothing by it", async () => {
  await using view = await stand(named("ride's room: invited"));
  await says(view, "Your position stays with you until you share it.");
  await press("Join the ride’s room");
  expect(view.port.last("acceptInvite")).toEqual({ roomId: RIDE });
  expect(view.port.last("startShare")).toBeUndefined();
});

test("E14 from the meetup's page a share goes to the ride's room, until the ride ends", async () => {
  await using view = await stand(named("ride's room: in it as a rider"));
  await says(view, "9 people are in it");
  await press("Share my position");
  await expect.poll(() => document.querySelector("[role=dialog]")?.textContent).toContain("Sunday gravel, river loop");
  expect(document.querySelector("[role=dialog]")?.textContent).not.toContain("In this ride I am");
  await press("Start sharing");
  expect(view.port.last("startShare")).toMatchObject({ roomId: RIDE, durationMs: 10_800_000, precision: "exact" });
});

test("E14 an organiser of more than thirty reads what one room makes of their positions, and what helps", async () => {
  await using view = await stand(named("more than one room takes fast"));
  await expect.poll(() => view.place.textContent).toContain("64 are going");
  expect(view.place.textContent).toContain("each position comes about every 18 s");
  await using few = await stand(named("ride's room: in it as an organiser"));
  await expect.poll(() => few.place.textContent).toContain("Ride’s chat");
  expect(few.place.textContent).not.toContain("each position comes");
});

test("E14 everybody reads who leads and who sweeps; an organiser says it for each pace group", async () => {
  {
    await using view = await stand(named("ride's room: in it as a rider"));
    await says(view, "LeadLea");
  }
  await using view = await stand(named("ride's room: in it as an organiser"));
  await says(view, "Lead and sweep");
  await press("Choose");
  await found("button[aria-haspopup=listbox]");
  const choose = [...document.querySelectorAll("button")].find((one) => one.textContent === "Nobody");
  choose?.click();
  (await found("[role=option]:nth-of-type(3)")).click();
  expect(view.port.last("setRidePart")).toEqual({ cardId: GRAVEL, part: "lead", pace: "A", userId: lea.userId });
});

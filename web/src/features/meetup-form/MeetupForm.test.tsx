import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { GRAVEL } from "../../gallery/samples/meetups.ts";
import { RIDES } from "../../gallery/samples/rooms.ts";
import { found, stand } from "../../gallery/stand.tsx";
import type { ViewState } from "../../gallery/view-state.ts";
import { states as changing } from "./ChangeMeetupPage.states.ts";
import { states as making } from "./NewMeetupPage.states.ts";

const named = (name: string): ViewState => [...making, ...changing].find((state) => state.name === name)!;

test("E1 a meetup is made by keyboard alone: title, place, distance, Enter", async () => {
  await using view = await stand(named("new"));
  await found("form input");
  await userEvent.keyboard("Sunday loop");
  await userEvent.tab();
  const place = await found("input[placeholder='Boathouse car park']");
  await userEvent.fill(place, "Old bridge");
  await userEvent.type(place, "{Enter}");
  await expect
    .poll(() => view.port.last("createMeetup"))
    .toMatchObject({
      roomId: RIDES,
      draft: {
        title: "Sunday loop",
        sport: "cycling",
        place: { name: "Old bridge" },
        start: { local: "2026-11-22T09:00:00" },
      },
    });
});

test("E1 what is missing is said at its field, and the field has the focus", async () => {
  await using view = await stand(named("new"));
  (await found("button[type=submit]")).click();
  await expect.poll(() => view.place.textContent).toContain("Give it a title");
  await expect.poll(() => document.activeElement?.getAttribute("aria-invalid")).toBe("true");
  expect(view.port.last("createMeetup")).toBeUndefined();
});

test("E8 changing a meetup keeps what was not touched", async () => {
  await using view = await stand(named("change"));
  const title = await found("form input");
  await userEvent.fill(title, "Sunday gravel, longer loop");
  (await found("button[type=submit]")).click();
  await expect
    .poll(() => view.port.last("changeMeetup"))
    .toMatchObject({
      cardId: GRAVEL,
      draft: {
        title: "Sunday gravel, longer loop",
        capacity: 16,
        distance_m: 62_000,
        ascent_m: 640,
        rsvp_by: "2026-11-21T19:00:00Z",
        pace_groups: [{ id: "A" }, { id: "B" }, { id: "C" }],
      },
    });
});

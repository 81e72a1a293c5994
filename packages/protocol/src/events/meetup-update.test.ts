import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { meetupUpdateEvent } from "./meetup-update.ts";

const change = (more: object) => decode("meetupUpdate", { ...meetupUpdateEvent.sample, ...more });

test("E8 a change carries the whole card, so that it stands without the old one", () => {
  const { title: _left, ...rest } = meetupUpdateEvent.sample.meetup;
  expect(change({ meetup: rest })).toEqual({ is: "malformed", path: "meetup.title" });
  expect(change({ meetup: { ...rest, title: "Later start", status: "cancelled" } }).is).toBe("valid");
});

test("E8 a change names its card", () => {
  expect(change({ "m.relates_to": undefined })).toEqual({ is: "malformed", path: "m.relates_to" });
});

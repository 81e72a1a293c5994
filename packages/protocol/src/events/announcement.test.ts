import { expect, test } from "vitest";
import { announcementEvent } from "./announcement.ts";
import { decode } from "./decode.ts";

const message = (block: unknown) =>
  decode("announcement", { msgtype: "m.text", body: "x", [announcementEvent.type]: block });

test("C4 an announcement needs no title", () => {
  expect(message({ v: 1 }).is).toBe("valid");
});

test("C4 a title is neither empty nor endless", () => {
  expect(message({ v: 1, title: "" })).toEqual({ is: "malformed", path: "title" });
  expect(message({ v: 1, title: "a".repeat(201) })).toEqual({ is: "malformed", path: "title" });
});

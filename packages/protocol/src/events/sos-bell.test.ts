import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { sosBellEvent } from "./sos-bell.ts";

test("S7 the bell says nothing", () => {
  expect(sosBellEvent.sample).toEqual({ v: 1 });
  expect(decode("sosBell", { v: 1 }).is).toBe("valid");
  expect(decode("sosBell", "ring")).toEqual({ is: "malformed", path: "" });
});

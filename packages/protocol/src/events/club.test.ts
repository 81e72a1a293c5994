import { expect, test } from "vitest";
import { decode } from "./decode.ts";

test("C2 a club is open or private, nothing between", () => {
  expect(decode("club", { v: 1, access: "open" })).toMatchObject({ is: "valid", value: { sports: [] } });
  expect(decode("club", { v: 1, access: "private" }).is).toBe("valid");
  expect(decode("club", { v: 1, access: "hidden" })).toEqual({ is: "malformed", path: "access" });
  expect(decode("club", { v: 1 })).toEqual({ is: "malformed", path: "access" });
});

test("C2 a club names at most twelve sports, none of them empty", () => {
  expect(decode("club", { v: 1, access: "open", sports: [""] })).toEqual({ is: "malformed", path: "sports.0" });
  const sports = Array.from({ length: 13 }, () => "running");
  expect(decode("club", { v: 1, access: "open", sports })).toEqual({ is: "malformed", path: "sports" });
});

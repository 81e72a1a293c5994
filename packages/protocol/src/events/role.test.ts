import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { ROLES } from "./role.ts";

test.each(ROLES)("C3 %s is a role", (role) => {
  expect(decode("role", { v: 1, role }).is).toBe("valid");
});

test("C3 a role that nobody gave a meaning is malformed", () => {
  for (const role of ["admin", "", "Owner", undefined])
    expect(decode("role", { v: 1, role })).toEqual({ is: "malformed", path: "role" });
});

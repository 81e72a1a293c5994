import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { sealedFixEvent } from "./sealed-fix.ts";

test("S9 sealed bytes are base64 of a bounded size", () => {
  const fix = (data: string) => decode("sealedFix", { ...sealedFixEvent.sample, data });
  expect(fix("aGVsbG8=").is).toBe("valid");
  for (const data of ["", "geo:48.1,11.5", "a".repeat(8_193)])
    expect(fix(data)).toEqual({ is: "malformed", path: "data" });
});

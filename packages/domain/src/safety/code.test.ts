import { expect, test } from "vitest";
import { meaningOf, newCodes } from "./index.ts";

test("S6 two codes are 4 to 12 digits and different", () => {
  expect(newCodes("1234", "9876")).toMatchObject({ ok: true });
  for (const wrong of ["123", "1234567890123", "12a4", "", "١٢٣٤", "1234 "])
    expect([newCodes(wrong, "9876"), newCodes("9876", wrong)].map(({ ok }) => ok)).toEqual([false, false]);
  expect(newCodes("1234", "1234")).toMatchObject({ ok: false, failure: { code: "equal" } });
});

test("S6 an entered code is the code, the duress code or neither", () => {
  expect(meaningOf({ code: true, duress: false })).toBe("code");
  expect(meaningOf({ code: false, duress: true })).toBe("duress");
  expect(meaningOf({ code: false, duress: false })).toBe("neither");
  // Cannot be set; if a disk says so, help is the safer reading.
  expect(meaningOf({ code: true, duress: true })).toBe("duress");
});

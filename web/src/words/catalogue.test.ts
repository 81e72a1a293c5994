import { expect, test } from "vitest";
import { regionOf, spokenBy } from "./catalogue.ts";

test("M17 the reader's own region is kept where it fits the language", () => {
  expect(regionOf("en", ["de-AT", "en-AU"])).toBe("en-AU");
  expect(regionOf("de", ["en-AU"])).toBe("de");
});

test("M17 a tag that no browser API accepts is passed over", () => {
  expect(regionOf("en", ["en-US@posix"])).toBe("en-GB");
  expect(regionOf("en", ["en-US@posix", "en-US"])).toBe("en-US");
  expect(spokenBy(["en-US@posix"])).toBe("en");
});

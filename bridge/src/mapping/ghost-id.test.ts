import fc from "fast-check";
import { expect, test } from "vitest";
import { isUserId } from "@paceline/protocol";
import { BOT } from "../testing/world.ts";
import { ghostId } from "./ghost-id.ts";

test("B6 an athlete's id becomes a Matrix id of the bridge's namespace", () => {
  expect(ghostId(BOT, "acme", "17")).toBe("@paceline_acme_17:paceline.test");
  expect(ghostId(BOT, "acme", "Ümit=x/y")).toBe("@paceline_acme_=c3=9cmit=3dx=2fy:paceline.test");
  expect(ghostId(BOT, "acme", "x".repeat(300))).toBeUndefined();
});

test("B6 two athletes never share a Matrix id, whatever their platform calls them", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.string({ unit: "grapheme", maxLength: 20 }),
      (a, b) => {
        const [one, two] = [ghostId(BOT, "acme", a), ghostId(BOT, "acme", b)];
        expect(isUserId(one)).toBe(true);
        expect(one === two).toBe(a === b);
      },
    ),
  );
});

import { userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { Newcomers } from "./newcomers.ts";

const [ana, ben, cleo] = [userId("@ana:x.org"), userId("@ben:x.org"), userId("@cleo:x.org")];

test("S5 whoever joins a circle, or comes back, is new to it once, and nobody is at the first look", () => {
  const newcomers = new Newcomers();
  const looks = [[ana], [ana, ben], [ben, ana], [ben], [ana, ben, cleo], [ana, ben, cleo]];
  expect(looks.map((contacts) => newcomers.among(contacts))).toEqual([[], [ben], [], [], [ana, cleo], []]);
});

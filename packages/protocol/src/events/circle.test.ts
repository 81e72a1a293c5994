import { expect, test } from "vitest";
import { circleEvent, MAX_TIER } from "./circle.ts";
import { decode } from "./decode.ts";

const circle = (change: object) => decode("circle", { ...circleEvent.sample, ...change });

test("S1 contacts have a tier that exists", () => {
  const contact = (tier: number) => circle({ contacts: [{ user: "@jonas:example.org", tier }] });
  for (const tier of [1, MAX_TIER]) expect(contact(tier).is).toBe("valid");
  for (const tier of [0, 1.5, MAX_TIER + 1])
    expect(contact(tier)).toEqual({ is: "malformed", path: "contacts.0.tier" });
});

test("S6 the next tier hears of it between a minute and an hour later", () => {
  for (const escalate_s of [0, 59, 3_601])
    expect(circle({ escalate_s })).toEqual({ is: "malformed", path: "escalate_s" });
});

import type { ContactRow } from "@paceline/protocol/port";
import { expect, test } from "vitest";
import { alertedAfter } from "./use-contacts.ts";

const contact = (tier: number, state: ContactRow["state"] = "ready"): ContactRow => ({
  ...({} as ContactRow),
  tier,
  state,
});

test("S1 S6 a contact is alerted after the tiers in which somebody has accepted, and those alone", () => {
  const all = [contact(1, "invited"), contact(2), contact(2), contact(3)];
  expect(all.map((one) => alertedAfter(one, all))).toEqual([0, 0, 0, 1]);
  const full = [contact(1), contact(2), contact(3, "left")];
  expect(full.map((one) => alertedAfter(one, full))).toEqual([0, 1, 2]);
});

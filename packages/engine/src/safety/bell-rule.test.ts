import { expect, test } from "vitest";
import { bellRuleChange } from "./bell-rule.ts";

const given = (rule_id: string) => ({ rule_id, default: true, enabled: true, conditions: [], actions: [] });
const mute = { rule_id: "!room:example.org", default: false, enabled: true, conditions: [], actions: [] };
const bell = {
  rule_id: "club.paceline.sos",
  default: false,
  enabled: true,
  conditions: [{ kind: "event_match", key: "type", pattern: "club.paceline.sos_bell" }],
  actions: ["notify", { set_tweak: "sound", value: "default" }, { set_tweak: "highlight" }],
};
const rules = (...override: readonly object[]) => ({ global: { override: [given(".m.rule.master"), ...override] } });

test("S7 the bell's rule is made where there is none, before every other of the person", () => {
  expect(bellRuleChange(rules(given(".m.rule.invite_for_me")))).toEqual({});
  expect(bellRuleChange(rules(mute, given(".m.rule.invite_for_me")))).toEqual({ before: mute.rule_id });
});

test("S7 a mute that went on top goes below again, and in order nothing changes", () => {
  expect(bellRuleChange(rules(mute, bell))).toEqual({ before: mute.rule_id });
  expect(bellRuleChange(rules(bell, mute))).toBeUndefined();
});

test("S7 a rule that was bent is put right; one that was switched off stays off", () => {
  expect(bellRuleChange(rules({ ...bell, actions: [] }, mute))).toEqual({ before: mute.rule_id });
  expect(bellRuleChange(rules({ ...bell, enabled: false }, mute))).toBeUndefined();
});

test("S7 nonsense in the rules is no reason to stop", () => {
  for (const broken of [{}, { global: { override: "all" } }, { global: { override: [null, 7] } }])
    expect(bellRuleChange(broken)).toEqual({});
});

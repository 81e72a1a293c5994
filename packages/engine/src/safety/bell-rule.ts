import { EVENTS } from "@paceline/protocol/events";
import type { Content } from "../matrix/client-port.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import { record } from "../projection/room-state.ts";

/** Account data that holds the push rules (spec, "Push rules: API"). */
export const PUSH_RULES = "m.push_rules";
const RULE = "club.paceline.sos";

const CONTENT = {
  conditions: [{ kind: "event_match", key: "type", pattern: EVENTS.sosBell.type }],
  actions: ["notify", { set_tweak: "sound", value: "default" }, { set_tweak: "highlight" }],
};

/**
 * What has to change so that a bell rings through every mute: a rule of its own above all others of this person, since the first that fits decides. A mute that is set
 * later goes on top, so this is looked at after each change. Only the switch that silences everything stands above it. `before`: the rule it has to go before.
 */
export function bellRuleChange(rules: Content | undefined): { readonly before?: string } | undefined {
  const override = record(record(rules)["global"])["override"];
  const own = (Array.isArray(override) ? override : []).map(record).filter(({ default: given }) => given !== true);
  const [first] = own;
  const mine = own.find(({ rule_id: id }) => id === RULE);
  if (mine !== undefined && first === mine && isRight(mine)) return undefined;
  const other = own.find(({ rule_id: id }) => id !== RULE)?.["rule_id"];
  return typeof other === "string" ? { before: other } : {};
}

/** Somebody who switched it off has it off. */
const isRight = ({ conditions, actions }: Content): boolean =>
  JSON.stringify(conditions) === JSON.stringify(CONTENT.conditions) &&
  Array.isArray(actions) &&
  actions.some((action) => action === "notify");

/** Puts the rule where it belongs. The change comes back with the next sync. */
export async function keepBellRule(http: Http, rules: Content | undefined): Promise<void> {
  const change = rules === undefined ? undefined : bellRuleChange(rules);
  if (change === undefined) return;
  await http.call("PUT", path("pushrules", "global", "override", RULE), {
    ...(change.before === undefined ? {} : { query: { before: change.before } }),
    body: CONTENT,
  });
}

import type { AccountData } from "./account-data.ts";
import { MatrixError, notFound } from "./errors.ts";
import { objectOf, textOf, type Content } from "./event.ts";

const KINDS = ["override", "content", "room", "sender", "underride"] as const;
type Kind = (typeof KINDS)[number];
export type Rule = Content & { readonly rule_id: string; readonly enabled: boolean; readonly default: boolean };
export type Ruleset = Record<Kind, Rule[]>;

const matches = (key: string, pattern: string): Content => ({ kind: "event_match", key, pattern });
const rule = (id: string, conditions: readonly Content[], actions: readonly unknown[], enabled = true): Rule => ({
  rule_id: id,
  default: true,
  enabled,
  conditions,
  actions,
});
const loud = [{ set_tweak: "highlight" }, { set_tweak: "sound", value: "default" }];
const pair: Content = { kind: "room_member_count", is: "2" };

/** The predefined rules that decide counts here (spec v1.16, "Predefined Rules"). */
function defaultRules(userId: string): Ruleset {
  const name = userId.slice(1, userId.indexOf(":"));
  return {
    override: [
      rule(".m.rule.master", [], [], false),
      rule(".m.rule.suppress_notices", [matches("content.msgtype", "m.notice")], []),
      rule(
        ".m.rule.invite_for_me",
        [matches("type", "m.room.member"), matches("content.membership", "invite"), matches("state_key", userId)],
        ["notify", { set_tweak: "sound", value: "default" }],
      ),
      rule(".m.rule.member_event", [matches("type", "m.room.member")], []),
      rule(
        ".m.rule.is_user_mention",
        [{ kind: "event_property_contains", key: "content.m\\.mentions.user_ids", value: userId }],
        ["notify", ...loud],
      ),
      rule(
        ".m.rule.is_room_mention",
        [
          { kind: "event_property_is", key: "content.m\\.mentions.room", value: true },
          { kind: "sender_notification_permission", key: "room" },
        ],
        ["notify", { set_tweak: "highlight" }],
      ),
      rule(
        ".m.rule.tombstone",
        [matches("type", "m.room.tombstone"), matches("state_key", "")],
        ["notify", { set_tweak: "highlight" }],
      ),
      rule(".m.rule.reaction", [matches("type", "m.reaction")], []),
      rule(".m.rule.room.server_acl", [matches("type", "m.room.server_acl"), matches("state_key", "")], []),
      rule(
        ".m.rule.suppress_edits",
        [{ kind: "event_property_is", key: "content.m\\.relates_to.rel_type", value: "m.replace" }],
        [],
      ),
    ],
    content: [
      {
        rule_id: ".m.rule.contains_user_name",
        default: true,
        enabled: true,
        pattern: name,
        actions: ["notify", ...loud],
      },
    ],
    room: [],
    sender: [],
    underride: [
      rule(
        ".m.rule.encrypted_room_one_to_one",
        [matches("type", "m.room.encrypted"), pair],
        ["notify", { set_tweak: "sound", value: "default" }],
      ),
      rule(
        ".m.rule.room_one_to_one",
        [matches("type", "m.room.message"), pair],
        ["notify", { set_tweak: "sound", value: "default" }],
      ),
      rule(".m.rule.message", [matches("type", "m.room.message")], ["notify"]),
      rule(".m.rule.encrypted", [matches("type", "m.room.encrypted")], ["notify"]),
    ],
  };
}

/** Push rules of users, kept as account data so that they come down the sync. */
export class PushRules {
  private readonly accountData: AccountData;

  constructor(accountData: AccountData) {
    this.accountData = accountData;
  }

  of(userId: string): Ruleset {
    const stored = this.accountData.get(userId, undefined, "m.push_rules")?.["global"];
    return stored === undefined ? defaultRules(userId) : (stored as Ruleset);
  }

  get(userId: string, kind: string, id: string): Rule {
    const found = this.of(userId)[kindOf(kind)].find((candidate) => candidate.rule_id === id);
    if (found === undefined) throw notFound("Push rule not found");
    return found;
  }

  /** The rule goes first, also when it was known, unless `before` or `after` names another own rule. */
  put(
    userId: string,
    kind: string,
    id: string,
    body: Content,
    place: { readonly before: string | undefined; readonly after: string | undefined },
  ): void {
    if (id.startsWith("."))
      throw new MatrixError(400, "M_INVALID_PARAM", "cannot add new rule_ids that start with '.'");
    const rules = structuredClone(this.of(userId));
    const known = rules[kindOf(kind)].find((candidate) => candidate.rule_id === id);
    const list = rules[kindOf(kind)].filter((candidate) => candidate.rule_id !== id);
    const actions = body["actions"] ?? [];
    const fresh: Rule = { ...body, actions, rule_id: id, default: false, enabled: known?.enabled ?? true };
    const anchor = place.before ?? place.after;
    const at = anchor === undefined ? firstPlace(list) : placeBeside(list, anchor, place.after !== undefined);
    rules[kindOf(kind)] = list.toSpliced(at, 0, fresh);
    this.store(userId, rules);
  }

  set(userId: string, kind: string, id: string, change: Content): void {
    this.get(userId, kind, id);
    const rules = structuredClone(this.of(userId));
    const list = rules[kindOf(kind)];
    rules[kindOf(kind)] = list.map((candidate) => (candidate.rule_id === id ? { ...candidate, ...change } : candidate));
    this.store(userId, rules);
  }

  delete(userId: string, kind: string, id: string): void {
    this.get(userId, kind, id);
    const rules = structuredClone(this.of(userId));
    rules[kindOf(kind)] = rules[kindOf(kind)].filter((candidate) => candidate.rule_id !== id);
    this.store(userId, rules);
  }

  private store(userId: string, rules: Ruleset): void {
    this.accountData.set(userId, undefined, "m.push_rules", { global: rules });
  }
}

function kindOf(kind: string): Kind {
  const known = KINDS.find((candidate) => candidate === kind);
  if (known === undefined) throw new MatrixError(400, "M_INVALID_PARAM", "Unrecognised rule kind");
  return known;
}

/** After the master rule, before every other one. */
const firstPlace = (list: readonly Rule[]): number => (list[0]?.rule_id === ".m.rule.master" ? 1 : 0);

function placeBeside(list: readonly Rule[], anchor: string, after: boolean): number {
  const at = list.findIndex((candidate) => candidate.rule_id === anchor);
  if (at < 0 || list[at]?.default === true)
    throw new MatrixError(400, "M_UNKNOWN", `before/after rule not found: ${anchor}`);
  return after ? at + 1 : at;
}

/** Whether a rule set rings, and whether it highlights, for one event. */
export function evaluate(
  rules: Ruleset,
  event: { readonly type: string; readonly content: Content; readonly sender: string; readonly room_id: string },
  members: number,
): { readonly notify: boolean; readonly highlight: boolean } {
  if (rules.override[0]?.rule_id === ".m.rule.master" && rules.override[0].enabled)
    return { notify: false, highlight: false };
  for (const kind of KINDS) {
    for (const candidate of rules[kind]) {
      if (!candidate.enabled || !applies(kind, candidate, event, members)) continue;
      const actions = Array.isArray(candidate["actions"]) ? candidate["actions"] : [];
      const highlight = actions.some(
        (action) => objectOf(action)["set_tweak"] === "highlight" && objectOf(action)["value"] !== false,
      );
      return { notify: actions.includes("notify"), highlight };
    }
  }
  return { notify: false, highlight: false };
}

function applies(
  kind: Kind,
  candidate: Rule,
  event: { readonly type: string; readonly content: Content; readonly sender: string; readonly room_id: string },
  members: number,
): boolean {
  if (kind === "room") return candidate.rule_id === event.room_id;
  if (kind === "sender") return candidate.rule_id === event.sender;
  if (kind === "content") {
    const pattern = textOf(candidate["pattern"]);
    const body = textOf(event.content["body"]) ?? "";
    return pattern !== undefined && body.toLowerCase().split(/\W+/).includes(pattern.toLowerCase());
  }
  const conditions = Array.isArray(candidate["conditions"]) ? candidate["conditions"].map(objectOf) : [];
  return conditions.every((condition) => holds(condition, event, members));
}

function holds(condition: Content, event: Content & { readonly content: Content }, members: number): boolean {
  if (condition["kind"] === "room_member_count") return Number(condition["is"]) === members;
  if (condition["kind"] === "sender_notification_permission") return true;
  const keys = (textOf(condition["key"]) ?? "").split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."));
  const value = keys.reduce<unknown>((here, key) => objectOf(here)[key], event);
  if (condition["kind"] === "event_property_contains")
    return Array.isArray(value) && value.includes(condition["value"]);
  if (condition["kind"] === "event_property_is") return value === condition["value"];
  if (condition["kind"] === "event_match")
    return typeof value === "string" && globMatches(textOf(condition["pattern"]) ?? "", value);
  return false;
}

function globMatches(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === value.toLowerCase();
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(value);
}

import { forbidden, invalidParam, notFound } from "../model/errors.ts";
import { objectOf, textOf, type Content } from "../model/event.ts";
import type { Homeserver } from "../model/homeserver.ts";
import { route, type Call, type Route } from "../http/router.ts";

const V3 = "/_matrix/client/v3";

/** What belongs to one account: account data, tags, filters, push rules, profile, presence. */
export function ownDataRoutes(server: Homeserver): readonly Route[] {
  const { accountData, filters, profiles, pushRules } = server;
  const me = (call: Call): string => {
    const { userId } = call.who();
    if (call.params["user"] !== userId) throw forbidden("Cannot act for other users.");
    return userId;
  };
  const getData = (call: Call): Content => {
    const user = me(call);
    const type = call.params["type"] ?? "";
    if (type === "m.push_rules" && call.params["room"] === undefined) return { global: pushRules.of(user) };
    const found = accountData.get(user, call.params["room"], type);
    if (found === undefined) throw notFound("Account data not found");
    return found;
  };
  const putData = (call: Call): void =>
    accountData.set(me(call), call.params["room"], call.params["type"] ?? "", call.body());
  const tags = (call: Call): Content => objectOf(accountData.get(me(call), call.params["room"], "m.tag")?.["tags"]);
  const setTags = (call: Call, value: Content): void =>
    accountData.set(me(call), call.params["room"], "m.tag", { tags: value });
  const rule = `${V3}/pushrules/global/:kind/:rule`;
  const named = (call: Call): [string, string, string] => [
    call.who().userId,
    call.params["kind"] ?? "",
    call.params["rule"] ?? "",
  ];
  return [
    route("GET", `${V3}/user/:user/account_data/:type`, getData),
    route("PUT", `${V3}/user/:user/account_data/:type`, putData),
    route("GET", `${V3}/user/:user/rooms/:room/account_data/:type`, getData),
    route("PUT", `${V3}/user/:user/rooms/:room/account_data/:type`, putData),
    route("GET", `${V3}/user/:user/rooms/:room/tags`, (call) => ({ tags: tags(call) })),
    route("PUT", `${V3}/user/:user/rooms/:room/tags/:tag`, (call) =>
      setTags(call, { ...tags(call), [call.params["tag"] ?? ""]: call.body() }),
    ),
    route("DELETE", `${V3}/user/:user/rooms/:room/tags/:tag`, (call) => {
      const { [call.params["tag"] ?? ""]: _gone, ...rest } = tags(call);
      setTags(call, rest);
    }),
    route("POST", `${V3}/user/:user/filter`, (call) => ({ filter_id: filters.store(me(call), call.body()) })),
    route("GET", `${V3}/user/:user/filter/:id`, (call) => filters.get(me(call), call.params["id"] ?? "")),
    route("POST", `${V3}/user/:user/openid/request_token`, (call) => {
      const { token, expiresIn } = server.openId.issue(me(call));
      return {
        access_token: token,
        token_type: "Bearer",
        matrix_server_name: server.settings.serverName,
        expires_in: expiresIn,
      };
    }),
    route("GET", `${V3}/pushrules/`, (call) => ({ global: pushRules.of(call.who().userId) })),
    route("GET", `${V3}/pushrules`, (call) => ({ global: pushRules.of(call.who().userId) })),
    route("GET", `${V3}/pushrules/global/`, (call) => pushRules.of(call.who().userId)),
    route("GET", rule, (call) => pushRules.get(...named(call))),
    route("PUT", rule, (call) => {
      const place = { before: call.query.get("before") ?? undefined, after: call.query.get("after") ?? undefined };
      pushRules.put(...named(call), call.body(), place);
    }),
    route("DELETE", rule, (call) => pushRules.delete(...named(call))),
    route("PUT", `${rule}/enabled`, (call) =>
      pushRules.set(...named(call), { enabled: call.body()["enabled"] === true }),
    ),
    route("PUT", `${rule}/actions`, (call) => pushRules.set(...named(call), { actions: call.body()["actions"] })),
    route("GET", `${V3}/profile/:user`, (call) => {
      if (!server.accounts.users.has(call.params["user"] ?? "")) throw notFound("User not found");
      return {
        displayname: (call.params["user"] ?? "").slice(1).split(":")[0],
        ...profiles.of(call.params["user"] ?? ""),
      };
    }),
    route("GET", `${V3}/profile/:user/:field`, (call) =>
      call.params["field"] === "displayname"
        ? { displayname: profiles.memberPart(call.params["user"] ?? "")["displayname"] }
        : profiles.field(call.params["user"] ?? "", call.params["field"] ?? ""),
    ),
    route("PUT", `${V3}/profile/:user/:field`, (call) => {
      const field = call.params["field"] ?? "";
      const body = call.body();
      if (!(field in body)) throw invalidParam(`Missing key '${field}'`);
      profiles.set(me(call), field, body[field]);
    }),
    route("DELETE", `${V3}/profile/:user/:field`, (call) =>
      profiles.set(me(call), call.params["field"] ?? "", undefined),
    ),
    route("GET", `${V3}/presence/:user/status`, () => ({ presence: "offline" })),
    route("PUT", `${V3}/presence/:user/status`, (call) => void me(call)),
    route("GET", `${V3}/pushers`, (call) => {
      call.who();
      return { pushers: [] };
    }),
    route("POST", `${V3}/pushers/set`, (call) => void call.who()),
    route("GET", `${V3}/notifications`, (call) => {
      call.who();
      return { notifications: [] };
    }),
    route("GET", `${V3}/voip/turnServer`, (call) => void call.who()),
    route("GET", `${V3}/thirdparty/protocols`, (call) => void call.who()),
    route("POST", `${V3}/user_directory/search`, (call) => searchUsers(server, call)),
  ];
}

/** Only people who share a room with the asker are found, and everybody in a public room. */
function searchUsers(server: Homeserver, call: Call): Content {
  const { userId } = call.who();
  const term = (textOf(call.body()["search_term"]) ?? "").toLowerCase();
  const limit = Number(call.body()["limit"] ?? 10);
  const known = new Set<string>();
  for (const room of server.rooms.all.values()) {
    const open = room.stateContent("m.room.join_rules")["join_rule"] === "public";
    if (open || room.joined.has(userId)) for (const member of room.joined) known.add(member);
  }
  const found = [...known]
    .map((id) => ({ user_id: id, display_name: textOf(server.profiles.memberPart(id)["displayname"]) ?? null }))
    .filter((person) => `${person.user_id} ${person.display_name ?? ""}`.toLowerCase().includes(term));
  return { limited: found.length > limit, results: found.slice(0, limit) };
}

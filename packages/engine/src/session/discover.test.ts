import { expect, test } from "vitest";
import { discover } from "./discover.ts";

type Site = Readonly<Record<string, unknown>>;

/** Answers by address; a function's error is a network failure, `undefined` is a 404. */
const web =
  (site: Site): typeof fetch =>
  async (input) => {
    const url = input instanceof Request ? input.url : input.toString();
    const body = site[url];
    if (body instanceof Error) throw body;
    if (body === undefined) return new Response("not here", { status: 404 });
    return typeof body === "string" ? new Response(body) : Response.json(body);
  };

const versions = { versions: ["v1.16"] };
const login = { flows: [{ type: "m.login.password" }] };
const server = (base: string) => ({
  [`${base}/_matrix/client/versions`]: versions,
  [`${base}/_matrix/client/v3/login`]: login,
});
const WELL_KNOWN = "https://example.org/.well-known/matrix/client";
const code = async (site: Site, typed = "example.org") => {
  const found = await discover(typed, web(site));
  return found.ok ? found.value : found.failure.code;
};

test("M6 a server name leads to where its well-known points, with its bridge", async () => {
  const wellKnown = {
    "m.homeserver": { base_url: "https://matrix.example.org/" },
    "club.paceline.bridge": { base_url: "https://example.org/bridge", bot: "@paceline:example.org" },
  };
  expect(await code({ [WELL_KNOWN]: wellKnown, ...server("https://matrix.example.org") })).toEqual({
    baseUrl: "https://matrix.example.org",
    serverName: "example.org",
    password: true,
    bridgeUrl: "https://example.org/bridge",
    bot: "@paceline:example.org",
  });
});

test("M6 without a well-known the name itself is tried, and a user id names its server", async () => {
  expect(await code(server("https://example.org"))).toMatchObject({ baseUrl: "https://example.org" });
  expect(await code(server("https://example.org"), "@ana:example.org")).toMatchObject({
    baseUrl: "https://example.org",
  });
  expect(await code(server("http://127.0.0.1:8008"), "127.0.0.1:8008")).toMatchObject({
    baseUrl: "http://127.0.0.1:8008",
  });
});

test.each([
  ["an empty name", "  ", {}, "invalid-input"],
  ["a name with spaces", "no server", {}, "invalid-input"],
  [
    "a web site that is no homeserver",
    "example.org",
    { "https://example.org/_matrix/client/versions": "<html>" },
    "not-a-homeserver",
  ],
  [
    "a well-known that points nowhere",
    "example.org",
    { [WELL_KNOWN]: { "m.homeserver": { base_url: "not an address" } } },
    "not-a-homeserver",
  ],
  [
    "a well-known whose server is another kind of server",
    "example.org",
    { [WELL_KNOWN]: { "m.homeserver": { base_url: "https://other.example" } } },
    "not-a-homeserver",
  ],
  [
    "nothing that answers",
    "example.org",
    { [WELL_KNOWN]: new TypeError("down"), "https://example.org/_matrix/client/versions": new TypeError("down") },
    "server-unreachable",
  ],
])("M6 %s is told apart", async (_what, typed, site, expected) => {
  expect(await code(site as Site, typed)).toBe(expected);
});

test("M6 a server without passwords says so", async () => {
  const site = {
    ...server("https://example.org"),
    "https://example.org/_matrix/client/v3/login": { flows: [{ type: "m.login.sso" }] },
  };
  expect(await code(site)).toMatchObject({ password: false });
});

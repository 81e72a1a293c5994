import { expect, test } from "vitest";
import { createWhoIs } from "./openid.ts";

const OWN = { serverName: "paceline.test", homeserverUrl: "http://127.0.0.1:8008" };

/** A network in which these addresses answer. */
const network = (answers: Readonly<Record<string, unknown>>) => {
  const asked: string[] = [];
  const fetcher: typeof fetch = async (input) => {
    const url = input instanceof Request ? input.url : input.toString();
    asked.push(url);
    const answer = answers[url];
    if (answer === undefined) throw new TypeError("fetch failed");
    return typeof answer === "number" ? new Response("{}", { status: answer }) : Response.json(answer);
  };
  return { asked, whoIs: createWhoIs(OWN, fetcher) };
};
const at = (base: string) => `${base}/_matrix/federation/v1/openid/userinfo?access_token=token`;

test("B3 the own homeserver is asked at its known address", async () => {
  const { whoIs, asked } = network({ [at(OWN.homeserverUrl)]: { sub: "@ana:paceline.test" } });
  expect(await whoIs("paceline.test", "token")).toEqual({ ok: true, value: "@ana:paceline.test" });
  expect(asked).toHaveLength(1);
});

test("B3 another homeserver is asked where its well-known file says", async () => {
  const { whoIs } = network({
    "https://north.test/.well-known/matrix/server": { "m.server": "matrix.north.test:443" },
    [at("https://matrix.north.test:443")]: { sub: "@nils:north.test" },
  });
  expect(await whoIs("north.test", "token")).toEqual({ ok: true, value: "@nils:north.test" });
});

test("B3 without that file it is asked at the federation's port, and a port in its name is the last word", async () => {
  const { whoIs } = network({
    [at("https://north.test:8448")]: { sub: "@nils:north.test" },
    [at("https://south.test:1234")]: { sub: "@sue:south.test:1234" },
  });
  expect(await whoIs("north.test", "token")).toMatchObject({ ok: true });
  expect(await whoIs("south.test:1234", "token")).toMatchObject({ ok: true });
});

test("B3 a well-known file that names no host is not followed", async () => {
  const { whoIs, asked } = network({
    "https://north.test/.well-known/matrix/server": { "m.server": "elsewhere/path?x=" },
  });
  await whoIs("north.test", "token");
  expect(asked.at(-1)).toBe(at("https://north.test:8448"));
});

test.each([
  ["a person of another server", { sub: "@eve:elsewhere.test" }, "TOKEN_REFUSED"],
  ["nobody", {}, "TOKEN_REFUSED"],
  ["a refusal", 401, "TOKEN_REFUSED"],
  ["trouble of its own", 502, "UNREACHABLE"],
  ["nothing at all", undefined, "UNREACHABLE"],
])("B3 a homeserver that answers with %s vouches for nobody", async (_what, answer, code) => {
  const { whoIs } = network({ [at(OWN.homeserverUrl)]: answer });
  expect(await whoIs("paceline.test", "token")).toMatchObject({ ok: false, failure: { code } });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHANNEL_KINDS, ROLES } from "../events/index.ts";
import { ENGINE_FAILURE_CODES } from "../port/index.ts";
import {
  BRIDGE_WELL_KNOWN,
  BridgeDiscovery,
  ClubAnswer,
  CreateClubRequest,
  OpenIdRequest,
  Problem,
  PROBLEM_CODES,
  SessionAnswer,
  SetRoleRequest,
} from "./index.ts";

const CLUB = {
  space_id: "!space",
  name: "Gravel Club",
  access: "private",
  owner: "@ada:example.org",
  channels: CHANNEL_KINDS.map((kind) => ({ room_id: `!${kind}`, kind, name: kind, encrypted: true })),
};
const OPENID = { access_token: "t", token_type: "Bearer", matrix_server_name: "example.org", expires_in: 3_600 };

describe("bodies of the bridge's API", () => {
  test("B3 each body takes what it promises", () => {
    expect(OpenIdRequest.parse(OPENID)).toEqual(OPENID);
    expect(SessionAnswer.safeParse({ token: "x", user_id: "@a:b", expires_at: "2026-11-22T08:00:00Z" }).success).toBe(
      true,
    );
    expect(ClubAnswer.parse(CLUB)).toEqual(CLUB);
    expect(CreateClubRequest.parse({ name: "  Gravel  ", access: "open" })).toEqual({
      name: "Gravel",
      access: "open",
      sports: [],
    });
  });

  test.each([
    ["a club without a name", CreateClubRequest, { name: "   ", access: "open" }],
    ["a name that never ends", CreateClubRequest, { name: "x".repeat(121), access: "open" }],
    ["an access we do not have", CreateClubRequest, { name: "x", access: "secret" }],
    ["more sports than chips", CreateClubRequest, { name: "x", access: "open", sports: Array(13).fill("run") }],
    ["another kind of token", OpenIdRequest, { ...OPENID, token_type: "MAC" }],
    ["a token without end", OpenIdRequest, { ...OPENID, access_token: "x".repeat(1_001) }],
    ["a token that ran out before it began", OpenIdRequest, { ...OPENID, expires_in: -1 }],
    ["a room that is none", ClubAnswer, { ...CLUB, space_id: "#space:example.org" }],
    ["an owner that is none", ClubAnswer, { ...CLUB, owner: "ada" }],
    ["an address that is none", BridgeDiscovery, { base_url: "bridge", bot: "@bot:example.org" }],
    ["no body", CreateClubRequest, undefined],
    ["a list", CreateClubRequest, []],
  ])("B3 %s is refused", (_what, schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });

  test("C3 every role can be given but guest, which is membership of a single room", () => {
    const given = ROLES.filter((role) => SetRoleRequest.safeParse({ role }).success);
    expect(given).toEqual(ROLES.filter((role) => role !== "guest"));
  });

  test("B3 no body makes a parser throw, and keys that are not promised do not pass", () => {
    const schemas = [
      OpenIdRequest,
      SessionAnswer,
      ClubAnswer,
      CreateClubRequest,
      SetRoleRequest,
      Problem,
      BridgeDiscovery,
    ];
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...schemas), (body, schema) => {
        expect([true, false]).toContain(schema.safeParse(body).success);
      }),
    );
    expect(CreateClubRequest.parse({ name: "x", access: "open", owner: "@eve:example.org" })).not.toHaveProperty(
      "owner",
    );
  });

  test("B3 every problem is problem+json with a code of the list", () => {
    for (const code of PROBLEM_CODES)
      expect(Problem.safeParse({ type: "about:blank", title: "x", status: 400, code }).success).toBe(true);
    expect(Problem.safeParse({ type: "about:blank", title: "x", status: 400, code: "OOPS" }).success).toBe(false);
  });

  test("B3 codes are listed once and are either the bridge's or the engine's", () => {
    const all: readonly string[] = [...PROBLEM_CODES, ...ENGINE_FAILURE_CODES];
    expect(new Set(all).size).toBe(all.length);
  });

  test("D3 the bridge is announced under our own key", () => {
    expect(BRIDGE_WELL_KNOWN).toBe("club.paceline.bridge");
    expect(BridgeDiscovery.parse({ base_url: "http://localhost:8090", bot: "@paceline:example.org" })).toBeTruthy();
  });
});

import { userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { BridgeClient } from "../clubs/bridge-client.ts";
import type { Http } from "../matrix/http.ts";
import { wayOutHandlers } from "./way-out-commands.ts";

const SUBSCRIPTION = {
  endpoint: "https://push.example.org/send/abc",
  keys: { p256dh: `B${"a".repeat(86)}`, auth: "c".repeat(22) },
};

/** A bridge that answers with what it is told and notes what it was asked. */
function bridge(answers: Readonly<Record<string, { readonly status: number; readonly body?: object }>>) {
  const asked: [string, unknown][] = [];
  const http: Http = { call: async () => ({ access_token: "openid" }) };
  const send: typeof fetch = async (input, init) => {
    const where = `${init?.method} ${new URL(input instanceof Request ? input.url : input).pathname.replace("/api/v1", "")}`;
    if (where === "POST /auth/openid")
      return Response.json({
        token: "session-token-of-this-test",
        user_id: "@ben:example.org",
        expires_at: "2126-01-01T00:00:00Z",
      });
    asked.push([where, typeof init?.body === "string" ? JSON.parse(init.body) : undefined]);
    const { status, body } = answers[where] ?? { status: 404 };
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
  };
  const client = new BridgeClient({
    baseUrl: "https://bridge.example.org",
    me: userId("@ben:example.org"),
    http,
    fetch: send,
    now: () => 0,
  });
  return { handlers: wayOutHandlers(() => client), asked };
}

test("S5 what the bridge can do, and what I agreed to, is what it says", async () => {
  const able = bridge({
    "GET /safety/ways-out": {
      status: 200,
      body: {
        vapid_public_key: "BKey",
        mail: true,
        agreed: {
          push: 2,
          mail: "ben@example.org",
          mail_waiting: { address: "new@example.org", expires_at: "2026-11-22T16:50:00Z" },
        },
      },
    },
  });
  expect(await able.handlers.waysOut({})).toEqual({
    ok: true,
    value: {
      vapidPublicKey: "BKey",
      mail: true,
      agreed: {
        push: 2,
        mail: "ben@example.org",
        mailWaiting: { address: "new@example.org", expiresMs: Date.parse("2026-11-22T16:50:00Z") },
      },
    },
  });
  const bare = bridge({ "GET /safety/ways-out": { status: 200, body: { mail: false, agreed: { push: 0 } } } });
  expect(await bare.handlers.waysOut({})).toEqual({ ok: true, value: { mail: false, agreed: { push: 0 } } });
  expect(await wayOutHandlers(() => undefined).waysOut({})).toMatchObject({ failure: { code: "no-bridge" } });
});

test("S5 ways out are agreed to and taken back, and what is no address or subscription never leaves", async () => {
  const { handlers, asked } = bridge({
    "PUT /safety/ways-out/push": { status: 204 },
    "DELETE /safety/ways-out/push": { status: 204 },
    "PUT /safety/ways-out/mail": { status: 204 },
    "DELETE /safety/ways-out/mail": { status: 204 },
  });
  for (const done of [
    await handlers.setPushWayOut({ subscription: SUBSCRIPTION }),
    await handlers.setPushWayOut({ subscription: null }),
    await handlers.setMailWayOut({ address: "ben@example.org" }),
    await handlers.setMailWayOut({ address: null }),
  ])
    expect(done).toEqual({ ok: true, value: null });
  for (const done of [
    await handlers.setMailWayOut({ address: "nobody" }),
    await handlers.setPushWayOut({ subscription: { ...SUBSCRIPTION, endpoint: "javascript:alert(1)" } }),
  ])
    expect(done).toMatchObject({ failure: { code: "invalid-input" } });
  expect(asked).toEqual([
    ["PUT /safety/ways-out/push", SUBSCRIPTION],
    ["DELETE /safety/ways-out/push", undefined],
    ["PUT /safety/ways-out/mail", { address: "ben@example.org" }],
    ["DELETE /safety/ways-out/mail", undefined],
  ]);
});

import { expect, test, vi } from "vitest";
import { deviceId, userId } from "@paceline/protocol";
import type { SessionRecord } from "../projection/session-record.ts";
import { authedFetch } from "./authed-fetch.ts";

const start: SessionRecord = {
  userId: userId("@ana:example.org"),
  deviceId: deviceId("D"),
  baseUrl: "https://example.org",
  serverName: "example.org",
  accessToken: "old",
  refreshToken: "r1",
  displayName: "Ana",
  ended: false,
  features: { delayedEvents: false, roomVersion: "12" },
};

/** A server that knows one token and gives another for the refresh token it knows. */
function serverWith(valid: string, refreshes: Readonly<Record<string, string>> = {}) {
  let token = valid;
  const requests: string[] = [];
  const send: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const authorization = new Headers(init?.headers).get("authorization");
    requests.push(`${new URL(url).host}${new URL(url).pathname} ${authorization ?? "-"}`);
    if (url.endsWith("/refresh")) {
      const asked = (JSON.parse(init?.body as string) as { refresh_token: string }).refresh_token;
      const next = refreshes[asked];
      if (next === undefined) return Response.json({ errcode: "M_UNKNOWN_TOKEN" }, { status: 401 });
      token = next;
      return Response.json({ access_token: next, refresh_token: "r2" });
    }
    if (authorization === `Bearer ${token}`)
      return Response.json({ fine: true }, { headers: { date: new Date(5_000).toUTCString() } });
    return Response.json({ errcode: "M_UNKNOWN_TOKEN", soft_logout: true }, { status: 401 });
  };
  return { send, requests };
}

function signedIn(send: typeof fetch) {
  let session = start;
  const ended = vi.fn<() => void>();
  const answered = vi.fn<(date: number | undefined, trip: number) => void>();
  const call = authedFetch(
    () => session,
    {
      answered,
      ended,
      refreshed: async (tokens) => void (session = { ...session, ...tokens }),
    },
    send,
  );
  const ask = (url: string) => call(url, { headers: { authorization: "Bearer whatever" } });
  return { ask, ended, answered, session: () => session };
}

test("M6 a token that ran out is refreshed once for everybody who waits, and kept", async () => {
  const { send, requests } = serverWith("new", { r1: "new" });
  const { ask, session, ended } = signedIn(send);
  const answers = await Promise.all([
    ask("https://example.org/a"),
    ask("https://example.org/b"),
    ask("https://example.org/c"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(requests.filter((line) => line.includes("/refresh"))).toHaveLength(1);
  expect(session()).toMatchObject({ accessToken: "new", refreshToken: "r2" });
  expect(ended).not.toHaveBeenCalled();
});

test("M6 where the server no longer knows the session it ends, once refreshing has failed", async () => {
  const { ask, ended } = signedIn(serverWith("other").send);
  expect((await ask("https://example.org/a")).status).toBe(401);
  expect(ended).toHaveBeenCalledOnce();
});

test("M6 the token goes to its own server and to no other, whatever an address begins with", async () => {
  const { send, requests } = serverWith("old");
  const { ask } = signedIn(send);
  await ask("https://example.org/a");
  await ask("https://example.org.evil.example/a");
  await ask("https://example.org:8448/a");
  expect(requests).toEqual([
    "example.org/a Bearer old",
    "example.org.evil.example/a Bearer whatever",
    "example.org:8448/a Bearer whatever",
  ]);
});

test("S10 the server's clock is read from its answers", async () => {
  const { ask, answered } = signedIn(serverWith("old").send);
  await ask("https://example.org/a");
  expect(answered).toHaveBeenCalledWith(5_000, expect.any(Number));
});

import type { Homeserver } from "@paceline/homeserver-config/run";
import { userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { DemoPersonPlan } from "./people.ts";

/** A step of the demo club did not work: a server said no, or nothing. The message names method, path and code, never a content. */
export class DemoRefusal extends Error {
  override readonly name = "DemoRefusal";
  readonly code: string;

  constructor(what: string, code: string) {
    super(`${what} was answered with ${code}`);
    this.code = code;
  }
}

type Body = Readonly<Record<string, unknown>>;
/** How homeserver (`errcode`) and bridge (`code`) say no. */
type Refused = { readonly errcode?: string; readonly code?: string; readonly retry_after_ms?: number };

/** One signed-in demo person. Paths are below `/_matrix/client/v3`. Waits where the server asks to; throws `DemoRefusal`. */
export type MatrixPerson = {
  readonly id: UserId;
  readonly name: string;
  get(path: string): Promise<Body>;
  post(path: string, body: Body): Promise<Body>;
  put(path: string, body: Body): Promise<Body>;
};

/**
 * The same device at every run, so that a fixed transaction id sends an event once even when a run was interrupted. It signs
 * out at the end and leaves no trace in the person's list of devices.
 */
const DEVICE = "DEMOCLUB";

/** Makes the account, or signs in to the one that an earlier run made. */
export const signInDemoPerson = async (
  homeserver: Homeserver,
  { localpart, name }: DemoPersonPlan,
  password: string,
): Promise<MatrixPerson> => {
  const base = `${homeserver.baseUrl}/_matrix/client/v3`;
  const made = await homeserver.register({ localpart, password, displayName: name, deviceId: DEVICE });
  if (made.ok) return personWith(base, made.value.userId, name, made.value.accessToken);
  if (made.failure.code !== "NAME_TAKEN")
    throw new DemoRefusal(`an account for ${localpart}`, made.failure.cause ?? "");
  const session = await callJson(`${base}/login`, "POST", "", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: localpart },
    password,
    device_id: DEVICE,
  });
  return personWith(base, userId(String(session["user_id"])), name, String(session["access_token"]));
};

const personWith = (base: string, id: UserId, name: string, token: string): MatrixPerson => ({
  id,
  name,
  get: (path) => callJson(base + path, "GET", token),
  post: (path, body) => callJson(base + path, "POST", token, body),
  put: (path, body) => callJson(base + path, "PUT", token, body),
});

/** One call with a bearer token (none if empty); waits and tries again on 429. */
export const callJson = async (
  url: string,
  method: "GET" | "POST" | "PUT",
  token: string,
  body?: Body,
  extraHeaders: Readonly<Record<string, string>> = {},
): Promise<Body> => {
  const headers = new Headers(extraHeaders);
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (body) headers.set("content-type", "application/json");
  const what = `${method} ${new URL(url).pathname}`;
  for (;;) {
    const request: RequestInit = { method, headers };
    if (body) request.body = JSON.stringify(body);
    const response = await fetch(url, request).catch(() => undefined);
    if (!response) throw new DemoRefusal(what, "NO_ANSWER");
    const answer = (await response.json().catch(() => ({}))) as Body & Refused;
    if (response.ok) return answer;
    if (response.status !== 429) {
      const code = answer.errcode ?? answer.code ?? String(response.status);
      throw new DemoRefusal(what, code);
    }
    const waitMs = answer.retry_after_ms ?? Number(response.headers.get("retry-after") ?? 1) * 1_000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
};

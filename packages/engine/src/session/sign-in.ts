import { deviceId, failed, isMxcUri, isUserId, localpart, ok, serverOf } from "@paceline/protocol";
import type { DeviceId, Failed, Result, UserId } from "@paceline/protocol";
import type { Discovered, EngineFailureCode } from "@paceline/protocol/port";
import { record, text } from "../projection/room-state.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { discover } from "./discover.ts";
import { featuresIn } from "./offers.ts";

export type SignIn = {
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly deviceName: string;
  /** Device to go on with, when the same person signs in again after their session ended. */
  readonly resume?: { readonly userId: UserId; readonly deviceId: DeviceId };
};

type Code = EngineFailureCode;

/** Password login with refresh tokens (spec, "Login"), then what the server can do. */
export async function signIn(input: SignIn, send: typeof fetch = fetch): Promise<Result<SessionRecord, Code>> {
  const found = await discover(input.server, send);
  if (!found.ok) return found;
  if (!found.value.password) return failed("no-password-login", "never");
  const { baseUrl } = found.value;
  const user = input.user.trim();
  const resumes = input.resume !== undefined && [input.resume.userId, localpart(input.resume.userId)].includes(user);
  const login = await post(`${baseUrl}/_matrix/client/v3/login`, send, {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password: input.password,
    initial_device_display_name: input.deviceName,
    refresh_token: true,
    ...(resumes ? { device_id: input.resume?.deviceId } : {}),
  });
  if (!login.ok) return login;
  const { user_id: userId, device_id: device, access_token: accessToken, refresh_token: refreshToken } = login.value;
  if (!isUserId(userId) || typeof device !== "string" || typeof accessToken !== "string")
    return failed("not-a-homeserver", "never", "login answer lacks its ids");
  const session = {
    userId,
    deviceId: deviceId(device),
    accessToken,
    ended: false,
    ...sessionBase(found.value, userId),
    typed: input.server,
  };
  const refresh = text(refreshToken);
  const headers = { authorization: `Bearer ${accessToken}` };
  const [capabilities, profile] = await Promise.all([
    read(`${baseUrl}/_matrix/client/v3/capabilities`, headers, send),
    read(`${baseUrl}/_matrix/client/v3/profile/${encodeURIComponent(userId)}`, headers, send),
  ]);
  const avatar = profile["avatar_url"];
  return ok({
    ...session,
    features: featuresIn(capabilities),
    displayName: text(profile["displayname"]) ?? localpart(userId),
    ...(isMxcUri(avatar) ? { avatar } : {}),
    ...(refresh === undefined ? {} : { refreshToken: refresh }),
  });
}

const sessionBase = ({ baseUrl, bridgeUrl, bot }: Discovered, userId: UserId) => ({
  baseUrl,
  serverName: serverOf(userId),
  ...(bridgeUrl === undefined ? {} : { bridgeUrl }),
  ...(bot === undefined ? {} : { bot }),
});

async function read(url: string, headers: HeadersInit, send: typeof fetch): Promise<Readonly<Record<string, unknown>>> {
  const answer = await send(url, { headers }).catch(() => undefined);
  return answer?.ok === true ? record(await answer.json().catch(() => ({}))) : {};
}

async function post(
  url: string,
  send: typeof fetch,
  body: unknown,
): Promise<Result<Readonly<Record<string, unknown>>, Code>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await send(url, init).catch(() => undefined);
  if (answer === undefined) return failed("server-unreachable", "later");
  const content = record(await answer.json().catch(() => ({})));
  return answer.ok ? ok(content) : loginFailure(answer.status, content);
}

function loginFailure(
  status: number,
  { errcode, retry_after_ms: wait }: Readonly<Record<string, unknown>>,
): Failed<Code> {
  if (status === 429) {
    const limited = failed("rate-limited", "later");
    return typeof wait === "number" ? { ok: false, failure: { ...limited.failure, retryAfterMs: wait } } : limited;
  }
  if (errcode === "M_USER_DEACTIVATED" || errcode === "M_USER_LOCKED" || errcode === "M_USER_SUSPENDED")
    return failed("account-locked", "never");
  if (errcode === "M_FORBIDDEN") return failed("wrong-password", "never");
  if (status >= 500) return failed("server-unreachable", "later", `HTTP ${status}`);
  return failed("invalid-input", "never", typeof errcode === "string" ? errcode : `HTTP ${status}`);
}

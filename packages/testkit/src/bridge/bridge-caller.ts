import { path } from "../plain-client/index.ts";
import type { PlainClient } from "../plain-client/index.ts";

export type BridgeReply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** The bridge's API as one person may use it. */
export type BridgeCaller = (
  method: "GET" | "POST" | "PUT" | "DELETE",
  /** Below `/api/v1`. */
  where: string,
  body?: unknown,
  /** `Idempotency-Key`. */
  key?: string,
) => Promise<BridgeReply>;

/** Signs a person in at the bridge, as any client does: by an OpenID token of their homeserver. */
export const signInAtBridge = async (bridgeUrl: string, person: PlainClient): Promise<BridgeCaller> => {
  const proof = await person.http.request("POST", path`/user/${person.userId}/openid/request_token`, { body: {} });
  const { status, body } = await bridgeCaller(bridgeUrl)("POST", "/auth/openid", proof);
  if (status !== 200) throw new Error(`the bridge answered ${status} to an OpenID token`);
  return bridgeCaller(bridgeUrl, (body as { readonly token: string }).token);
};

export const bridgeCaller =
  (bridgeUrl: string, token?: string): BridgeCaller =>
  async (method, where, body, key) => {
    const response = await fetch(`${bridgeUrl}/api/v1${where}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(key !== undefined && { "Idempotency-Key": key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
  };

import webPush from "web-push";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { SecretStore } from "../store/secret-store.ts";
import type { Subscription } from "../store/way-out-store.ts";
import type { Post } from "./post.ts";
import { PUSH_TEXT } from "./words.ts";

/** `GONE`: the subscription is over (404, 410). `REFUSED`: the push service will never take it. */
export type PushCode = "GONE" | "REFUSED" | "LIMITED" | "UNREACHABLE";

/** Web Push (RFC 8030), sealed for the device (RFC 8291) and signed by the bridge (VAPID, RFC 8292). */
export interface Push {
  /** What a browser subscribes with, base64url. */
  readonly publicKey: string;
  /** Says to open the circle, and nothing else. */
  send(to: Subscription): Promise<Result<null, PushCode>>;
}

/** An alert that was not delivered within a day helps nobody. */
const TTL_S = 24 * 60 * 60;

export const createPush = (secrets: SecretStore, subject: string, post: Post): Push => {
  const kept = secrets.keep("vapid", () => JSON.stringify(webPush.generateVAPIDKeys()));
  const keys = JSON.parse(kept) as ReturnType<typeof webPush.generateVAPIDKeys>;
  return {
    publicKey: keys.publicKey,
    send: async (to) => {
      const sealed = seal(to, { ...keys, subject });
      // Keys that are no keys: the same every time.
      if (sealed === undefined) return failed("REFUSED", "never", "BAD_KEYS");
      try {
        return outcome(await post(to.endpoint, sealed.headers, sealed.body));
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "NO_ANSWER";
        return code === "EPRIVATE" ? failed("REFUSED", "never", code) : failed("UNREACHABLE", "later", code);
      }
    },
  };
};

const seal = (to: Subscription, vapidDetails: { subject: string; publicKey: string; privateKey: string }) => {
  try {
    const options = { vapidDetails, TTL: TTL_S, urgency: "high", contentEncoding: "aes128gcm" } as const;
    const { headers, body } = webPush.generateRequestDetails(to, PUSH_TEXT, options);
    return { headers: headers as Readonly<Record<string, string | number>>, body };
  } catch {
    return undefined;
  }
};

const outcome = ({ status, retryAfterMs }: Awaited<ReturnType<Post>>): Result<null, PushCode> => {
  const cause = `HTTP_${status}`;
  if (status >= 200 && status < 300) return ok(null);
  if (status === 404 || status === 410) return failed("GONE", "never", cause);
  if (status === 429 || status >= 500) {
    const { failure } = failed(status === 429 ? "LIMITED" : "UNREACHABLE", "later", cause);
    return { ok: false, failure: { ...failure, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
  }
  return failed("REFUSED", "never", cause);
};

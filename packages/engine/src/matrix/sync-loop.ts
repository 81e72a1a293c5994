import { MatrixError } from "matrix-js-sdk";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import type { Link } from "@paceline/protocol/port";
import type { Content } from "./client-port.ts";
import { createCryptoFeed } from "./crypto-feed.ts";
import type { Http } from "./http.ts";

export type SyncParts = {
  readonly http: Http;
  readonly crypto: CryptoBackend;
  /** Where to go on; `undefined` for everything. */
  readonly token: () => string | undefined;
  /** Makes facts of a response and commits them with its token. Rejects where the storage refused; then the same token is asked again. */
  readonly take: (response: Content) => Promise<void>;
  readonly onLink: (link: Link) => void;
  /** The crypto module refused a response three times; its messages are taken without it, so that nothing is stuck. */
  readonly onCryptoRefused: () => void;
  readonly now: () => number;
  readonly chance: () => number;
};

export type SyncLoop = {
  /** Tries at once instead of waiting out the backoff. */
  retryNow(): void;
  /** Resolves when nothing of this loop runs any more. */
  stop(): Promise<void>;
};

const POLL_MS = 30_000;
/** On top of what the server may take: a slow network, a busy server. */
const GRACE_MS = 20_000;
const FIRST_SYNC_MS = 180_000;
const MOST_REFUSALS = 3;
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** Whole member lists come with a room, because encryption needs to know everybody in it. */
const FILTER = JSON.stringify({
  room: { timeline: { limit: 30 }, state: { lazy_load_members: false } },
  presence: { not_types: ["*"] },
});

/**
 * The sync loop (spec, "Syncing"). Order matters: keys of a response reach the crypto module before its messages are decrypted, facts and token are
 * committed together, and only then is the next response asked for — so whatever fails is asked for again, and nothing is skipped.
 */
export function startSync(parts: SyncParts): SyncLoop {
  const stopped = new AbortController();
  let skipWait: () => void = () => {};
  const feed = createCryptoFeed(parts.crypto);
  let failures = 0;
  let refusals = 0;
  let settled = false;
  let since = parts.now();

  async function once(): Promise<void> {
    const token = parts.token();
    const first = failures > 0 || !settled;
    const timeout = first ? 0 : POLL_MS;
    const response = await parts.http.call("GET", "/sync", {
      query: {
        timeout: String(timeout),
        filter: FILTER,
        set_presence: "offline",
        "org.matrix.msc4222.use_state_after": "true",
        ...(token === undefined ? {} : { since: token }),
      },
      signal: stopped.signal,
      timeoutMs: token === undefined ? FIRST_SYNC_MS : timeout + GRACE_MS,
    });
    parts.onLink({ is: "online" });
    await giveKeys(response);
    await parts.take(response);
    parts.crypto.onSyncCompleted({ catchingUp: false });
    failures = 0;
    settled = true;
  }

  async function giveKeys(response: Content): Promise<void> {
    try {
      await feed(response);
      refusals = 0;
    } catch (error) {
      refusals += 1;
      if (refusals < MOST_REFUSALS) throw error;
      refusals = 0;
      parts.onCryptoRefused();
    }
  }

  async function wait(error: unknown): Promise<void> {
    if (failures === 0) since = parts.now();
    const step = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] as number;
    const asked = error instanceof MatrixError && error.isRateLimitError() ? (retryAfter(error) ?? 0) : 0;
    const delay = Math.max(asked, step * (0.5 + parts.chance() / 2));
    failures += 1;
    parts.onLink(
      failures === 1
        ? { is: "connecting", sinceMs: since }
        : { is: "offline", sinceMs: since, retryAtMs: parts.now() + delay },
    );
    await new Promise<void>((done) => {
      const timer = setTimeout(done, delay);
      skipWait = () => {
        clearTimeout(timer);
        done();
      };
    });
    skipWait = () => {};
  }

  async function run(): Promise<void> {
    parts.onLink({ is: "connecting", sinceMs: since });
    while (!stopped.signal.aborted) {
      try {
        await once();
      } catch (error) {
        if (!stopped.signal.aborted) await wait(error);
      }
    }
  }
  const running = run();
  return {
    retryNow: () => skipWait(),
    async stop() {
      stopped.abort();
      skipWait();
      await running;
    },
  };
}

function retryAfter(error: MatrixError): number | undefined {
  try {
    return error.getRetryAfterMs() ?? undefined;
  } catch {
    return undefined;
  }
}

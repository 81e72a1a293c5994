import { createClient, MemoryStore } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { SessionRecord } from "../projection/session-record.ts";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { quietLogger, silenceSdk } from "./quiet-logger.ts";

export type ClientOptions = {
  readonly session: SessionRecord;
  readonly fetch: typeof fetch;
  /** Name of the crypto module's databases; one for each account and device. */
  readonly cryptoPrefix: string;
  /** 32 bytes. */
  readonly cryptoKey: Uint8Array<ArrayBuffer>;
  readonly cryptoCallbacks: CryptoCallbacks;
};

/**
 * A client that speaks HTTP and encrypts. It is never started: the sync loop, the projection and the outbox are ours, so the SDK keeps no rooms and no
 * messages. Call this only while the account's lock is held.
 */
export async function openClient({
  session,
  fetch,
  cryptoPrefix,
  cryptoKey,
  cryptoCallbacks,
}: ClientOptions): Promise<MatrixClient> {
  // Its models log through the SDK's own logger, with ids of rooms and people.
  Object.assign(logger, quietLogger, { log() {} });
  silenceSdk();
  const client = createClient({
    baseUrl: session.baseUrl,
    userId: session.userId,
    deviceId: session.deviceId,
    accessToken: session.accessToken,
    store: new MemoryStore(),
    fetchFn: fetch,
    logger: quietLogger,
    cryptoCallbacks,
    disableVoip: true,
  });
  await client.initRustCrypto({ cryptoDatabasePrefix: cryptoPrefix, storageKey: cryptoKey });
  return client;
}

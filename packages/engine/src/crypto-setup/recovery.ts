import type { MatrixClient } from "matrix-js-sdk";
import { decodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { GeneratedSecretStorageKey } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { UIAuthCallback } from "matrix-js-sdk/lib/interactive-auth.js";
import { failed, ok } from "@paceline/protocol";
import type { Failed } from "@paceline/protocol";
import type { EncryptionState, EngineFailureCode } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { failureOf } from "../matrix/failures.ts";
import { cryptoOf, isCrossSigned } from "./evidence.ts";
import type { HeldKey } from "./held-key.ts";
import { checkPassword, withPassword } from "./password-proof.ts";

type Progress = NonNullable<EncryptionState["restore"]>;

/** Cross-signing, secret storage and backup of one account. Recovery keys pass through and are kept nowhere. */
export interface Recovery {
  /**
   * First set-up, or the rest of one that was interrupted. Fails with `encryption-locked` where another device has set it up, `password-needed`,
   * `wrong-password`; those change nothing.
   */
  setUp(password: string | undefined): Answer<{ recoveryKey: string }>;
  /** Compares with what the account's secret storage says of its key; the key stays here. Fails with `wrong-recovery-key`, `not-found`. */
  check(recoveryKey: string): Answer<null>;
  /** Signs this device and reads the backed-up keys. Fails like `check`. */
  unlock(recoveryKey: string, onProgress: (progress: Progress) => void): Answer<null>;
  /** A new identity, storage and backup. The password is proven before anything is touched. */
  reset(password: string): Answer<{ recoveryKey: string }>;
  /** Reads the whole backup with the key this device has; resolves to how many were read. */
  restore(onProgress: (progress: Progress) => void): Promise<number>;
}

const MOST_ATTEMPTS = 4;

export function createRecovery(client: MatrixClient, held: HeldKey): Recovery {
  const crypto = cryptoOf(client);
  const me = client.getSafeUserId();

  /** Runs `work` with an answer to the SDK's question for authentication; what the server refused becomes a value. */
  async function authorised<T>(
    password: string | undefined,
    work: (ask: UIAuthCallback<void>) => Promise<T>,
  ): Answer<T> {
    let refused: Failed<EngineFailureCode> | undefined;
    try {
      return ok(
        await work(async (request) => {
          const answer = await withPassword(me, password, request);
          if (answer.ok) return;
          refused = answer;
          throw new Error("the server refused the new keys");
        }),
      );
    } catch (error) {
      return refused ?? failureOf(error);
    }
  }

  /** A new recovery key, with every secret this device has stored under it. */
  async function store(key: GeneratedSecretStorageKey, setupNewKeyBackup: boolean): Promise<string> {
    const { encodedPrivateKey } = key;
    if (encodedPrivateKey === undefined) throw new Error("a recovery key came without its words");
    await held.during(key.privateKey, () =>
      crypto.bootstrapSecretStorage({
        createSecretStorageKey: async () => key,
        setupNewSecretStorage: true,
        setupNewKeyBackup,
      }),
    );
    await crypto.checkKeyBackupAndEnable();
    return encodedPrivateKey;
  }

  /**
   * Makes an identity and stores it under a new recovery key. An answer about the old identity that is still on its way makes the crypto module drop the
   * new private keys, so this looks whether they are here and in the storage, and begins again where not.
   */
  async function makeIdentity(first: () => Promise<void>, authorise: UIAuthCallback<void>): Promise<string> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      await (attempt === 0 ? first() : crypto.resetEncryption(authorise));
      const backedUp = (await crypto.getActiveSessionBackupVersion()) !== null;
      const recoveryKey = await store(await crypto.createRecoveryKeyFromPassphrase(), !backedUp);
      const { privateKeysInSecretStorage, privateKeysCachedLocally: here } = await crypto.getCrossSigningStatus();
      if (privateKeysInSecretStorage && here.masterKey && here.selfSigningKey && here.userSigningKey)
        return recoveryKey;
    }
    throw new Error("new cross-signing keys did not stay");
  }

  async function opened(recoveryKey: string): Answer<Uint8Array<ArrayBuffer>> {
    const key = decoded(recoveryKey);
    if (key === undefined) return failed("wrong-recovery-key", "never");
    try {
      const stored = await client.secretStorage.getKey();
      if (stored === null) return failed("not-found", "never", "no recovery key was set up");
      const right = await client.secretStorage.checkKey(key, stored[1]);
      return right ? ok(key) : failed("wrong-recovery-key", "never");
    } catch (error) {
      return failureOf(error);
    }
  }

  async function restore(onProgress: (progress: Progress) => void): Promise<number> {
    const { imported } = await crypto.restoreKeyBackup({
      progressCallback(progress) {
        if ("total" in progress) onProgress({ done: progress.successes + progress.failures, total: progress.total });
      },
    });
    return imported;
  }

  return {
    restore,
    setUp: (password) =>
      authorised(password, async (authUploadDeviceSigningKeys) => {
        const known = await crypto.userHasCrossSigningKeys(me, true);
        if (known && !(await isCrossSigned(client))) return null;
        const sign = () => (known ? Promise.resolve() : crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys }));
        return makeIdentity(sign, authUploadDeviceSigningKeys);
      }).then((done) => {
        if (!done.ok) return done;
        if (done.value === null) return failed("encryption-locked", "never", "set up on another device");
        return ok({ recoveryKey: done.value });
      }),
    async check(recoveryKey) {
      const key = await opened(recoveryKey);
      return key.ok ? ok(null) : key;
    },
    async unlock(recoveryKey, onProgress) {
      const key = await opened(recoveryKey);
      if (!key.ok) return key;
      try {
        await held.during(key.value, async () => {
          // Right after a start the crypto module may not know the public keys yet, and would make new ones.
          if (!(await crypto.userHasCrossSigningKeys(me, true))) throw new Error("no cross-signing to unlock");
          await crypto.bootstrapCrossSigning({});
          if ((await client.secretStorage.isStored("m.megolm_backup.v1")) === null) return;
          await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
          await crypto.checkKeyBackupAndEnable();
          await restore(onProgress);
        });
        return ok(null);
      } catch (error) {
        return failureOf(error);
      }
    },
    async reset(password) {
      const refused = await checkPassword(client, password);
      if (refused !== undefined) return refused;
      const done = await authorised(password, (authorise) =>
        makeIdentity(() => crypto.resetEncryption(authorise), authorise),
      );
      return done.ok ? ok({ recoveryKey: done.value }) : done;
    },
  };
}

/** Whitespace and case as people type it are the SDK's to read; anything that is no key is `undefined`. */
function decoded(recoveryKey: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return decodeRecoveryKey(recoveryKey.trim());
  } catch {
    return undefined;
  }
}

import type { CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api/index.js";

/**
 * The key of the account's secret storage, in memory and only while an operation needs it. Make it before the client: the SDK asks for the
 * key through `callbacks` and gets none at any other time.
 */
export class HeldKey {
  #key: Uint8Array<ArrayBuffer> | undefined;

  readonly callbacks: CryptoCallbacks = {
    getSecretStorageKey: async ({ keys }) => {
      const [id] = Object.keys(keys);
      return id === undefined || this.#key === undefined ? null : [id, this.#key];
    },
    cacheSecretStorageKey: (_id, _info, key) => {
      if (this.#key !== undefined) this.#key = key;
    },
  };

  /** `key` is held until `work` has settled, then overwritten. */
  async during<T>(key: Uint8Array<ArrayBuffer>, work: () => Promise<T>): Promise<T> {
    this.#key = key;
    try {
      return await work();
    } finally {
      this.#key = undefined;
      key.fill(0);
    }
  }
}

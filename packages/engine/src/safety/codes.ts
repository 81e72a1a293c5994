import { meaningOf, newCodes } from "@paceline/domain/safety";
import type { CodeMeaning } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { Answer } from "../commands/handlers.ts";
import type { Database } from "../projection/database.ts";

const KEY = "safety-codes";
/** PBKDF2 rounds with SHA-256 (OWASP's figure): a guess costs a tenth of a second. */
const ROUNDS = 600_000;

type Kept = { readonly salt: string; readonly code: string; readonly duress: string };

/** The codes of this device, as slow hashes, sealed like everything stored. Without codes every end is meant. */
export class SafetyCodes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async isSet(): Promise<boolean> {
    return (await this.#kept()) !== undefined;
  }

  /** Takes as long for a right code as for a wrong one. */
  async meaning(typed: string | undefined): Promise<CodeMeaning> {
    const kept = await this.#kept();
    if (kept === undefined) return "code";
    const hash = await hashed(typed ?? "", kept.salt);
    return meaningOf({ code: hash === kept.code, duress: hash === kept.duress });
  }

  async set(wanted: { readonly code: string; readonly duress: string } | null): Answer<null> {
    if (wanted === null) await this.#database.write([{ remove: "meta", key: KEY }]);
    else {
      const checked = newCodes(wanted.code, wanted.duress);
      if (!checked.ok) return failed("invalid-input", "never", checked.failure.code);
      const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
      const [code, duress] = await Promise.all([hashed(wanted.code, salt), hashed(wanted.duress, salt)]);
      await this.#database.write([{ put: "meta", key: KEY, value: { salt, code, duress } satisfies Kept }]);
    }
    return ok(null);
  }

  #kept(): Promise<Kept | undefined> {
    return this.#database.get<Kept>("meta", KEY);
  }
}

async function hashed(code: string, salt: string): Promise<string> {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", text.encode(code), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: text.encode(salt), iterations: ROUNDS };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

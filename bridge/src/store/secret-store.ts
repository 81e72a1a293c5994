import type { Database } from "./database.ts";

/** Keys of the bridge itself. */
export interface SecretStore {
  /** The secret of this name; made by `make` the first time, and the same ever after. */
  keep(name: string, make: () => string): string;
}

export const createSecretStore = (db: Database): SecretStore => {
  const find = db.prepare("SELECT value FROM own_secret WHERE name = ?");
  const add = db.prepare("INSERT INTO own_secret (name, value) VALUES (?, ?)");
  return {
    keep: (name, make) => {
      const known = find.get(name)?.["value"];
      if (typeof known === "string") return known;
      const made = make();
      add.run(name, made);
      return made;
    },
  };
};

import type { UserId } from "@paceline/protocol";

/** Who came into a circle since it was looked at last; at the first look nobody did. */
export class Newcomers {
  #known: ReadonlySet<UserId> | undefined;

  among(contacts: readonly UserId[]): readonly UserId[] {
    const known = this.#known;
    this.#known = new Set(contacts);
    return known === undefined ? [] : contacts.filter((user) => !known.has(user));
  }
}

import type { UserId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { KeptShare, ShareBook } from "./book.ts";

type Parts = {
  readonly book: Pick<ShareBook, "all">;
  readonly me: UserId;
  /** By this device, times by the homeserver's clock. */
  readonly measured: () => Fix | undefined;
  readonly onError: () => void;
};

/** Where I was last: as this device measured it, or a phone of mine that feeds a share, whichever is newer. An alert carries it. */
export class NewestPlace {
  readonly #parts: Parts;
  #heard: Fix | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    void this.look();
  }

  get fix(): Fix | undefined {
    const measured = this.#parts.measured();
    return (measured?.ts ?? -Infinity) >= (this.#heard?.ts ?? -Infinity) ? measured : this.#heard;
  }

  /** After a sync, which may have brought what a phone said. Never rejects. */
  async look(): Promise<void> {
    const { book, me, onError } = this.#parts;
    try {
      const mine = (await book.all()).filter(({ user }) => user === me);
      const [newest] = mine.flatMap(saidByPhone).sort((a, b) => b.ts - a.ts);
      this.#heard = newest ?? this.#heard;
    } catch {
      onError();
    }
  }
}

function saidByPhone({ heard }: KeptShare): readonly Fix[] {
  const last = heard.findLast(({ by }) => by !== undefined);
  if (last === undefined) return [];
  const { from: _from, part: _part, by: _by, ...fix } = last;
  return [fix];
}

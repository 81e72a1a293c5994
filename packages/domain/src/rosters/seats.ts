import type { UserId } from "@paceline/protocol";

/** A person with the guests they bring: 1 + `guests` heads that stay together. */
export type Seat = { readonly user: UserId; readonly guests: number };
export type Seats = { readonly confirmed: readonly Seat[]; readonly waitlist: readonly Seat[] };

/** One person's wish to come. `late`: said after the deadline; `grewLate`: the wish for this many guests was. */
export type Wish = Seat & { readonly late: boolean; readonly grewLate: boolean };

export const heads = (seats: readonly Seat[]): number => seats.reduce((sum, seat) => sum + 1 + seat.guests, 0);

/**
 * The rule of seats, one wish at a time (docs/adr/0011-order-of-seats.md):
 * - nobody confirmed is ever displaced, not by a lower capacity either; only they can give their seats back;
 * - a party is not split; the first waiting party that fits moves up;
 * - whoever is late waits behind everybody else and is not let in by the rule;
 * - a confirmed party that wants more guests keeps the seats it has and gets the rest, all at once, after every waiting
 *   party that fits.
 */
export class SeatPlan {
  readonly #capacity: number;
  readonly #confirmed = new Map<UserId, number>();
  readonly #waiting = new Map<UserId, number>();
  readonly #late = new Map<UserId, number>();
  readonly #growing = new Map<UserId, number>();
  #taken = 0;

  constructor(capacity: number | undefined) {
    this.#capacity = capacity ?? Number.POSITIVE_INFINITY;
  }

  /** Takes over a seat that was confirmed before, whatever the capacity is now. */
  keep(seat: Seat): void {
    if (!this.#confirmed.has(seat.user)) this.#confirm(seat.user, seat.guests);
  }

  /** A person says, or says again, that they want to come. */
  wish(wish: Wish): void {
    const granted = this.#confirmed.get(wish.user);
    if (granted !== undefined) this.#resize(wish, granted);
    else if (wish.late) this.#late.set(wish.user, wish.guests);
    else if (this.#fits(1 + wish.guests)) this.#confirm(wish.user, wish.guests);
    else this.#waiting.set(wish.user, wish.guests);
  }

  /** A person no longer wants to come; their seats go to who waits. */
  drop(user: UserId): void {
    this.#waiting.delete(user);
    this.#late.delete(user);
    this.#growing.delete(user);
    const granted = this.#confirmed.get(user);
    if (granted === undefined) return;
    this.#confirmed.delete(user);
    this.#taken -= 1 + granted;
    this.serve();
  }

  /** Gives free seats away: waiting parties first, then wishes for more guests. */
  serve(): void {
    for (const [user, guests] of this.#waiting) if (this.#fits(1 + guests)) this.#confirm(user, guests);
    for (const [user, guests] of this.#growing) this.#grow(user, guests);
  }

  seats(): Seats {
    return { confirmed: listed(this.#confirmed), waitlist: [...listed(this.#waiting), ...listed(this.#late)] };
  }

  #fits(more: number): boolean {
    return this.#taken + more <= this.#capacity;
  }

  #confirm(user: UserId, guests: number): void {
    this.#waiting.delete(user);
    this.#confirmed.set(user, guests);
    this.#taken += 1 + guests;
  }

  #resize(wish: Wish, granted: number): void {
    this.#growing.delete(wish.user);
    if (wish.guests > granted && !wish.grewLate) {
      this.#growing.set(wish.user, wish.guests);
      this.#grow(wish.user, wish.guests);
    } else if (wish.guests < granted) {
      this.#confirmed.set(wish.user, wish.guests);
      this.#taken -= granted - wish.guests;
      this.serve();
    }
  }

  #grow(user: UserId, guests: number): void {
    const more = guests - (this.#confirmed.get(user) ?? guests);
    if (!this.#fits(more)) return;
    this.#growing.delete(user);
    this.#confirmed.set(user, guests);
    this.#taken += more;
  }
}

const listed = (parties: ReadonlyMap<UserId, number>): Seat[] =>
  [...parties].map(([user, guests]) => ({ user, guests }));

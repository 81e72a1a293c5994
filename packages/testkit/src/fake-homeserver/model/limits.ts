import type { ServerClock } from "./clock.ts";
import { MatrixError } from "./errors.ts";
import type { Limit, LimitName } from "./options.ts";

type Bucket = { tokens: number; at: number };

/** Token buckets per limit and user, refusing in Synapse's form. */
export class Limits {
  private limits: Readonly<Partial<Record<LimitName, Limit>>>;
  private readonly clock: ServerClock;
  private readonly buckets = new Map<string, Bucket>();

  constructor(limits: Readonly<Partial<Record<LimitName, Limit>>>, clock: ServerClock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Changes the limits of a running server; full buckets again. */
  change(limits: Readonly<Partial<Record<LimitName, Limit>>>): void {
    this.limits = limits;
    this.buckets.clear();
  }

  /** Takes one token or throws 429 with `retry_after_ms`. */
  take(name: LimitName, userId: string): void {
    const limit = this.limits[name];
    if (limit === undefined) return;
    const now = this.clock.now();
    const bucket = this.buckets.get(`${name} ${userId}`) ?? { tokens: limit.burst, at: now };
    this.buckets.set(`${name} ${userId}`, bucket);
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
      const wait = Math.ceil(((1 - bucket.tokens) / limit.perSecond) * 1000);
      throw new MatrixError(429, "M_LIMIT_EXCEEDED", "Too Many Requests", { retry_after_ms: wait });
    }
    bucket.tokens -= 1;
  }
}

import { randomBytes } from "node:crypto";
import type { ServerClock } from "./clock.ts";
import { MatrixError } from "./errors.ts";

const LIFETIME_SECONDS = 3600;

/** OpenID tokens: proof to a third party of who somebody is (spec v1.16, "OpenID"). */
export class OpenId {
  private readonly tokens = new Map<string, { readonly userId: string; readonly expiresAt: number }>();
  private readonly clock: ServerClock;

  constructor(clock: ServerClock) {
    this.clock = clock;
  }

  issue(userId: string): { readonly token: string; readonly expiresIn: number } {
    const token = randomBytes(18).toString("base64url");
    this.tokens.set(token, { userId, expiresAt: this.clock.now() + LIFETIME_SECONDS * 1000 });
    return { token, expiresIn: LIFETIME_SECONDS };
  }

  userOf(token: string): string {
    const found = this.tokens.get(token);
    if (found === undefined || found.expiresAt <= this.clock.now())
      throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Access Token unknown or expired");
    return found.userId;
  }
}

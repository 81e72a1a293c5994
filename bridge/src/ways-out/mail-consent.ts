import { randomBytes } from "node:crypto";
import { failed, ok } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import { digest } from "../appservice/token.ts";
import type { MailWishStore } from "../store/mail-wish-store.ts";
import type { WayOutStore } from "../store/way-out-store.ts";
import type { Mail, MailCode } from "./mail.ts";

/** `LIMITED`: this person, or somebody else for this address, has asked often enough for now. */
export type ConsentFailure = MailCode | "LIMITED";

/** Lets the owner of a mail address say that it is theirs; before that nothing else is sent there. */
export interface MailConsent {
  /** Mails the link. An address of this person that was confirmed before is used until the new one is. */
  ask(user: UserId, address: string): Promise<Result<null, ConsentFailure>>;
  /** Whether this token of a link is still good; looking uses nothing up, because mail programs look at links by themselves. */
  isGood(token: string): boolean;
  /** Once for each token: from now on the address is used. */
  agree(token: string): boolean;
}

type Parts = {
  readonly mail: Pick<Mail, "confirm">;
  readonly wishes: MailWishStore;
  readonly wayOuts: Pick<WayOutStore, "mailOf" | "setMail">;
  /** Where people reach the bridge. */
  readonly publicUrl: string;
  readonly now: () => number;
};

const HOUR_MS = 60 * 60_000;
export const GOOD_FOR_MS = 24 * HOUR_MS;
/** Mails of one person to whomever, and of all people to one address: nobody's mailbox is filled by a stranger. */
const MOST_BY_PERSON_AN_HOUR = 5;
const MOST_TO_ADDRESS_A_DAY = 3;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const createMailConsent = ({ mail, wishes, wayOuts, publicUrl, now }: Parts): MailConsent => ({
  ask: async (user, address) => {
    wishes.drop(user);
    if (wayOuts.mailOf(user) === address) return ok(null);
    // A mailbox is one, however its name is written.
    const mailbox = digest(address.toLowerCase());
    const often =
      wishes.byPerson(user, now() - HOUR_MS) >= MOST_BY_PERSON_AN_HOUR ||
      wishes.toMailbox(mailbox, now() - 24 * HOUR_MS) >= MOST_TO_ADDRESS_A_DAY;
    if (often) return { ok: false, failure: { code: "LIMITED", retry: "later", retryAfterMs: HOUR_MS } };
    const token = randomBytes(32).toString("base64url");
    wishes.put({ user, address, token: digest(token), expiresAt: now() + GOOD_FOR_MS }, mailbox, now());
    const sent = await mail.confirm(address, `${publicUrl}/api/v1/mail/${token}`);
    if (!sent.ok) {
      wishes.drop(user);
      return failed(sent.failure.code, sent.failure.retry);
    }
    return ok(null);
  },

  isGood: (token) => TOKEN.test(token) && wishes.find(digest(token), now()) !== undefined,

  agree: (token) => {
    const wish = TOKEN.test(token) ? wishes.find(digest(token), now()) : undefined;
    if (wish === undefined) return false;
    wayOuts.setMail(wish.user, wish.address, now());
    wishes.drop(wish.user);
    return true;
  },
});

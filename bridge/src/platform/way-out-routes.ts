import express from "express";
import type { Router } from "express";
import { MailWayOutRequest, PushWayOutRequest } from "@paceline/protocol/http";
import type { WaysOutAnswer } from "@paceline/protocol/http";
import type { MailWishStore } from "../store/mail-wish-store.ts";
import type { WayOutStore } from "../store/way-out-store.ts";
import type { ConsentFailure, MailConsent } from "../ways-out/mail-consent.ts";
import { isPublicUrl } from "../ways-out/public-address.ts";
import type { Push } from "../ways-out/push.ts";
import { sessionOf } from "./caller.ts";
import { badFields, refusal } from "./problem.ts";
import type { Refusal } from "./problem.ts";
import { route } from "./reply.ts";

export type WayOutParts = {
  readonly wayOuts: WayOutStore;
  /** Absent: this bridge has no such way. */
  readonly push: Pick<Push, "publicKey"> | undefined;
  readonly consent: Pick<MailConsent, "ask"> | undefined;
  readonly mailWishes: Pick<MailWishStore, "of" | "drop">;
  /** Subscriptions may point at private addresses. */
  readonly anywhere: boolean;
  readonly now: () => number;
};

/** Devices of one person. */
const MOST_SUBSCRIPTIONS = 10;
const NO_PUSH: Refusal = refusal("NOT_FOUND", "This bridge sends no push.");
const NO_MAIL: Refusal = refusal("NOT_FOUND", "This bridge sends no mail.");
const NOT_PUBLIC: Refusal = {
  code: "BAD_REQUEST",
  errors: [{ path: "endpoint", message: "must be an https:// address of a push service on the public internet" }],
};

const CONSENT_REFUSALS: Readonly<Record<ConsentFailure, Refusal>> = {
  REFUSED: {
    code: "BAD_REQUEST",
    errors: [{ path: "address", message: "is taken by no mail server, so nothing can be sent there" }],
  },
  UNREACHABLE: { ...refusal("INTERNAL", "The mail server does not answer. Nothing was stored."), retryAfter: 60 },
  LIMITED: { ...refusal("RATE_LIMITED", "Confirmations were asked for often enough for now."), retryAfter: 3_600 },
};

/** How people agree to be reached while no client of theirs is open or the homeserver is down, and take it back. To be mounted behind their session. */
export const wayOutRoutes = ({ wayOuts, push, consent, mailWishes, anywhere, now }: WayOutParts): Router => {
  const router = express.Router();

  router.get(
    "/ways-out",
    route((_request, response) => {
      const { user } = sessionOf(response);
      const [address, wish] = [wayOuts.mailOf(user), mailWishes.of(user, now())];
      const body: WaysOutAnswer = {
        ...(push && { vapid_public_key: push.publicKey }),
        mail: consent !== undefined,
        agreed: {
          push: wayOuts.pushesOf(user).length,
          ...(address !== undefined && { mail: address }),
          ...(wish !== undefined && {
            mail_waiting: { address: wish.address, expires_at: new Date(wish.expiresAt).toISOString() },
          }),
        },
      };
      return { status: 200, body };
    }),
  );

  router.put(
    "/ways-out/push",
    route((request, response) => {
      if (push === undefined) return { refused: NO_PUSH };
      const asked = PushWayOutRequest.safeParse(request.body);
      if (!asked.success) return { refused: badFields(asked.error) };
      if (!anywhere && !isPublicUrl(asked.data.endpoint)) return { refused: NOT_PUBLIC };
      wayOuts.addPush(sessionOf(response).user, asked.data, now(), MOST_SUBSCRIPTIONS);
      return { status: 204 };
    }),
  );
  router.delete(
    "/ways-out/push",
    route((_request, response) => {
      wayOuts.removePush(sessionOf(response).user);
      return { status: 204 };
    }),
  );

  router.put(
    "/ways-out/mail",
    route(async (request, response) => {
      if (consent === undefined) return { refused: NO_MAIL };
      const asked = MailWayOutRequest.safeParse(request.body);
      if (!asked.success) return { refused: badFields(asked.error) };
      const sent = await consent.ask(sessionOf(response).user, asked.data.address);
      return sent.ok ? { status: 204 } : { refused: CONSENT_REFUSALS[sent.failure.code] };
    }),
  );
  router.delete(
    "/ways-out/mail",
    route((_request, response) => {
      const { user } = sessionOf(response);
      wayOuts.removeMail(user);
      mailWishes.drop(user);
      return { status: 204 };
    }),
  );
  return router;
};

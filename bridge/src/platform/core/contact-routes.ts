import express from "express";
import type { Router } from "express";
import type { Failure } from "@paceline/protocol";
import { CoreContactRequest } from "@paceline/protocol/http";
import type { CoreContact } from "@paceline/protocol/http";
import { z } from "zod";
import type { Contact, ContactFailure, Contacts } from "../../services/contacts.ts";
import { refusal } from "../problem.ts";
import type { Refusal } from "../problem.ts";
import { route } from "../reply.ts";
import { ghostOf } from "./athlete.ts";
import { changeOf } from "./core-parts.ts";
import type { ChangeParts } from "./core-parts.ts";

export type ContactParts = ChangeParts & { readonly contacts: Contacts };

/** Emergency contacts of athletes: ask, accept, list, remove. */
export const contactRoutes = ({ contacts, ...parts }: ContactParts): Router => {
  const router = express.Router();
  const changing = changeOf(parts);

  router.get(
    "/contacts",
    route((_request, response) => {
      const ghost = ghostOf(response);
      const all = contacts.list(ghost).map(contactOf);
      return { status: 200, body: { ...(ghost.circle !== undefined && { circle: ghost.circle }), contacts: all } };
    }),
  );

  router.post(
    "/contacts",
    changing(CoreContactRequest, async ({ contactId }, response) => {
      const asked = await contacts.add(ghostOf(response), contactId);
      return asked.ok ? { status: 201, body: contactOf(asked.value) } : { refused: refused(asked.failure) };
    }),
  );

  router.post(
    "/contacts/:contactId/accept",
    changing(z.object({}), async (_wish, response, _id, { params }) => {
      const accepted = await contacts.accept(ghostOf(response), String(params["contactId"]));
      return accepted.ok ? { status: 204 } : { refused: refused(accepted.failure) };
    }),
  );

  router.delete(
    "/contacts/:contactId",
    route(async ({ params }, response) => {
      const removed = await contacts.remove(ghostOf(response), String(params["contactId"]));
      return removed.ok ? { status: 204 } : { refused: refused(removed.failure) };
    }),
  );
  return router;
};

const REFUSALS: Readonly<Record<ContactFailure, Refusal>> = {
  NOT_FOUND: refusal("NOT_FOUND", "There is nobody of this id, or no request of theirs."),
  UNREACHABLE: { ...refusal("HOMESERVER_UNAVAILABLE"), retryAfter: 2 },
  REFUSED: refusal("FORBIDDEN", "The homeserver does not allow this."),
};
const refused = ({ code }: Failure<ContactFailure>): Refusal => REFUSALS[code];

const contactOf = ({ id, name, status }: Contact): CoreContact => ({ contactId: id, name, status });

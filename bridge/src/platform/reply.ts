import { createHash } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { IdempotencyStore } from "../store/idempotency-store.ts";
import { callerOf } from "./caller.ts";
import { refusal, sendProblem } from "./problem.ts";
import type { Refusal } from "./problem.ts";

/** What a route answers: a body, nothing, or a problem. */
export type Reply =
  | { readonly status: 200 | 201; readonly body: object }
  | { readonly status: 204 }
  | { readonly refused: Refusal };

const sendReply = (response: Response, reply: Reply): void => {
  if ("refused" in reply) sendProblem(response, reply.refused);
  else if ("body" in reply) response.status(reply.status).json(reply.body);
  else response.status(reply.status).end();
};

/** A route as a function from request to reply. */
export const route =
  (answer: (request: Request, response: Response) => Promise<Reply> | Reply): RequestHandler =>
  async (request, response) =>
    sendReply(response, await answer(request, response));

/**
 * A change that is made once (`Idempotency-Key`, required): the same key and request give the same answer for a day;
 * another request under the key is refused. `changeId` is the same for the same caller, key and request, also after a crash in
 * the middle of the change. Only behind what recognises the caller.
 */
export const change =
  (
    store: IdempotencyStore,
    now: () => number,
    answer: (request: Request, response: Response, changeId: string) => Promise<Reply>,
  ): RequestHandler =>
  async (request, response) => {
    const key = request.get("Idempotency-Key");
    if (key === undefined || key === "" || key.length > 255) {
      const errors = [{ path: "Idempotency-Key", message: "must be a header of 1 to 255 characters" }];
      return sendProblem(response, { code: "BAD_REQUEST", errors });
    }
    const caller = callerOf(response);
    const hash = createHash("sha256").update(
      `${request.method} ${request.baseUrl}${request.path}\n${JSON.stringify(request.body)}`,
    );
    const requestHash = hash.digest();
    const beginning = store.begin(caller, key, requestHash, now());
    if (beginning.is === "other-request") return sendProblem(response, refusal("IDEMPOTENCY_MISMATCH"));
    if (beginning.is === "answered") {
      const { status, body } = beginning.answer;
      response.status(status).type("application/json").send(body);
      return undefined;
    }
    const changeId = createHash("sha256")
      .update(JSON.stringify([caller, key]))
      .update(requestHash)
      .digest("hex");
    const reply = await answer(request, response, changeId.slice(0, 32));
    keep(store, caller, key, reply);
    return sendReply(response, reply);
  };

/** Keeps what was made; forgets what was refused, so that it can be asked for better; leaves open what is still being made. */
const keep = (store: IdempotencyStore, caller: string, key: string, reply: Reply): void => {
  if ("body" in reply) store.answer(caller, key, { status: reply.status, body: JSON.stringify(reply.body) });
  else if ("refused" in reply && !isPassing(reply.refused)) store.forget(caller, key);
};

const isPassing = ({ retryAfter }: Refusal): boolean => retryAfter !== undefined;

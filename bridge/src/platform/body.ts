import express from "express";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { refusal, sendProblem } from "./problem.ts";

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;

/** JSON bodies of people and platforms: at most 1 MiB and 32 levels deep. A wrong one is answered here. */
export const jsonBody = (): RequestHandler[] => [parse, depth];

const parser = express.json({ limit: MAX_BYTES });

const parse = (request: Request, response: Response, next: NextFunction): void =>
  parser(request, response, (error?: unknown) => {
    if (error === undefined) next();
    else if (isTooLarge(error)) sendProblem(response, refusal("TOO_LARGE", "A body has at most 1 MiB."));
    else sendProblem(response, refusal("BAD_REQUEST", "The body is no JSON."));
  });

const depth = (request: Request, response: Response, next: NextFunction): void => {
  if (isDeeperThan(request.body, MAX_DEPTH)) {
    sendProblem(response, refusal("BAD_REQUEST", `The body is nested more than ${MAX_DEPTH} levels deep.`));
  } else next();
};

const isTooLarge = (error: unknown): boolean => error instanceof Error && "status" in error && error.status === 413;

/** Looks no deeper than asked. */
const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

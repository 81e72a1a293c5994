import type { NextFunction, Request, Response } from "express";

/**
 * Open to pages of every origin: people use the web client of their choice. That is safe because a caller is known by the
 * bearer token alone, which a page of another origin does not have; the bridge sets and reads no cookie, and
 * `Access-Control-Allow-Credentials` stays out.
 */
export const cors = (request: Request, response: Response, next: NextFunction): void => {
  response.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, RateLimit, RateLimit-Policy",
  });
  if (request.method !== "OPTIONS") return next();
  response.set({
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers":
      "Authorization, Content-Type, Idempotency-Key, Paceline-Athlete, Paceline-Athlete-Name",
    "Access-Control-Max-Age": "86400",
  });
  response.status(204).end();
};

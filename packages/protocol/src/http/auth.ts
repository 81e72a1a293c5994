import { z } from "zod";
import { UserIdShape, UtcInstant } from "../events/spec.ts";

/** Body of `POST /api/v1/auth/openid`: the answer of `POST /user/{userId}/openid/request_token`, handed on (spec, "OpenID"). */
export const OpenIdRequest = z.object({
  access_token: z.string().min(1).max(1_000),
  token_type: z.literal("Bearer"),
  matrix_server_name: z.string().min(1).max(255),
  expires_in: z.int().min(0),
});
export type OpenIdRequest = z.infer<typeof OpenIdRequest>;

/** A short session with the bridge; the token goes into `Authorization: Bearer`. */
export const SessionAnswer = z.object({
  token: z.string(),
  user_id: UserIdShape,
  expires_at: UtcInstant,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** `GET /api/v1/auth/sessions`: the caller's sessions that are not over. `DELETE /api/v1/auth/sessions/{id}` ends one. */
export const SessionList = z.object({
  sessions: z.array(z.object({ id: z.string(), created_at: UtcInstant, expires_at: UtcInstant, current: z.boolean() })),
});
export type SessionList = z.infer<typeof SessionList>;

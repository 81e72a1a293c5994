import type { Request, RequestHandler, Response } from "express";
import type { z } from "zod";
import type { Fix } from "@paceline/protocol/port";
import type { PlatformRoomFailure } from "../../services/platform-rooms.ts";
import type { IdempotencyStore } from "../../store/idempotency-store.ts";
import { badFields, refusal } from "../problem.ts";
import type { Refusal } from "../problem.ts";
import { change } from "../reply.ts";
import type { Reply } from "../reply.ts";

/** What every change of the core dialect needs. */
export type ChangeParts = { readonly idempotency: IdempotencyStore; readonly now: () => number };

/** A change whose body is of this shape; made once for its `Idempotency-Key`. */
export const changeOf =
  ({ idempotency, now }: ChangeParts) =>
  <Schema extends z.ZodType>(
    schema: Schema,
    answer: (wish: z.output<Schema>, response: Response, id: string, request: Request) => Promise<Reply> | Reply,
  ): RequestHandler =>
    change(idempotency, now, async (request, response, id) => {
      const wish = schema.safeParse(request.body ?? {});
      return wish.success ? answer(wish.data, response, id, request) : { refused: badFields(wish.error) };
    });

export const ROOM_REFUSALS: Readonly<Record<PlatformRoomFailure, Refusal>> = {
  NOT_FOUND: refusal("NOT_FOUND", "The athlete and the bridge's bot must be in the room."),
  E2EE_ROOM: refusal("E2EE_ROOM", "Nothing was sent. Use a Matrix client that holds the room's keys."),
  NOT_A_PLATFORM_ROOM: refusal("FORBIDDEN", "The room is not marked as one of this platform's."),
  UNREACHABLE: { ...refusal("HOMESERVER_UNAVAILABLE"), retryAfter: 2 },
};

/** Of positions: what comes before its time is held, and sent when it has come. */
export const TOO_EARLY = refusal(
  "RATE_LIMITED",
  "One position in 2 seconds. The newest is held and sent when its time has come; repeating it is safe.",
);
/** `waitMs`: how long until it may be asked again. */
export const withWait = (refused: Refusal, waitMs: number | undefined): Refusal => ({
  ...refused,
  ...(waitMs !== undefined && { retryAfter: Math.ceil(waitMs / 1_000) }),
});

type Measured = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy?: number | undefined;
  readonly altitude?: number | undefined;
  readonly speed?: number | undefined;
  readonly heading?: number | undefined;
  readonly battery?: number | undefined;
  readonly recordedAt?: string | undefined;
};

/** A position as the rules know it; never newer than now. */
export const fixOf = (place: Measured, now: number): Fix => {
  const { latitude, longitude, accuracy, altitude, speed, heading, battery, recordedAt } = place;
  return {
    ts: Math.min(now, recordedAt === undefined ? now : Date.parse(recordedAt)),
    latitude,
    longitude,
    ...(accuracy !== undefined && { accuracy_m: accuracy }),
    ...(altitude !== undefined && { altitude_m: altitude }),
    ...(speed !== undefined && { speed_mps: speed }),
    ...(heading !== undefined && { heading_deg: heading }),
    ...(battery !== undefined && { battery_pct: battery }),
  };
};

export const instant = (ms: number): string => new Date(ms).toISOString();

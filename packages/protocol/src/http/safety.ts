import { z } from "zod";
import { AlertId } from "../events/alert.ts";
import { LANGUAGES } from "../language.ts";
import { RoomIdShape, UtcInstant } from "../events/spec.ts";

/**
 * Body of `PUT /api/v1/safety/timers/{id}`: arms the bridge's own timer or moves it. All the bridge learns is who, which circle, when, and in which language to say it. The caller must be in the
 * circle, and so must the bot, which speaks there when the time has come. `seq` grows with each heartbeat; an older one changes nothing.
 */
export const TimerRequest = z.object({
  circle_id: RoomIdShape,
  /** When the circle is alerted: due time and grace together. */
  alert_at: UtcInstant,
  seq: z.int().min(0),
  /** Of the line that the bot writes then: the athlete's, as in the alert that the homeserver holds. */
  language: z.enum(LANGUAGES).default("en"),
});
export type TimerRequest = z.infer<typeof TimerRequest>;

/** Answer of `PUT` and `GET /api/v1/safety/timers/{id}`, after it was stored. `DELETE` ends the timer and answers 204, also when it had ended. */
export const TimerAnswer = z.object({
  id: AlertId,
  circle_id: RoomIdShape,
  alert_at: UtcInstant,
  seq: z.int(),
  state: z.enum(["armed", "fired", "ended"]),
  /** When this was written to disk, by the bridge's clock. */
  stored_at: UtcInstant,
  /** Contacts of the circle that can be reached without the homeserver. */
  ways_out: z.object({ push: z.int(), mail: z.int() }),
});
export type TimerAnswer = z.infer<typeof TimerAnswer>;

/** `GET /api/v1/safety/ways-out`: what this bridge can do without the homeserver, and what the caller has agreed to. */
export const WaysOutAnswer = z.object({
  vapid_public_key: z.string().optional(),
  mail: z.boolean(),
  agreed: z.object({
    push: z.int(),
    /** Confirmed by its owner: alerts go there. */
    mail: z.string().optional(),
    /** A mail with a link went there; alerts go to it once its owner has followed the link and confirmed. */
    mail_waiting: z.object({ address: z.string(), expires_at: UtcInstant }).optional(),
  }),
});
export type WaysOutAnswer = z.infer<typeof WaysOutAnswer>;

/** Body of `PUT /api/v1/safety/ways-out/push`: a subscription of the Push API (RFC 8291 keys, base64url). One a device; `DELETE` takes all of the caller back. */
export const PushWayOutRequest = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.object({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{16,32}={0,2}$/),
  }),
});
export type PushWayOutRequest = z.infer<typeof PushWayOutRequest>;

/**
 * Body of `PUT /api/v1/safety/ways-out/mail`: mails a link to this address, good for 24 hours and once. An address that was confirmed before is used until the new one is confirmed;
 * `DELETE` takes both back. 400 where no mail server takes the address, 429 where such mails were asked for too often.
 */
export const MailWayOutRequest = z.object({ address: z.email().max(254) });
export type MailWayOutRequest = z.infer<typeof MailWayOutRequest>;

/** Body of `POST /api/v1/safety/trackers`: an ingest address for sealed positions into a circle of the caller's. */
export const TrackerRequest = z.object({ id: AlertId, circle_id: RoomIdShape });
export type TrackerRequest = z.infer<typeof TrackerRequest>;

/** `url` is a capability and shown once. `DELETE /api/v1/safety/trackers/{id}` revokes it. */
export const TrackerAnswer = z.object({ id: AlertId, url: z.url() });
export type TrackerAnswer = z.infer<typeof TrackerAnswer>;

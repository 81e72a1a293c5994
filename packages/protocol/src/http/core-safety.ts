import { z } from "zod";
import { AlertId } from "../events/alert.ts";
import { RoomIdShape, UtcInstant } from "../events/spec.ts";

/* The core dialect's calls for safety (`/api/safety/…`), for athletes of a fitness platform in clear platform rooms. camelCase. WGS 84 degrees, metres, m/s, percent. */

const Latitude = z.number().min(-90).max(90);
const Longitude = z.number().min(-180).max(180);

const place = {
  accuracy: z.number().min(0).max(100_000).optional(),
  altitude: z.number().min(-1_000).max(20_000).optional(),
  speed: z.number().min(0).max(200).optional(),
  heading: z.number().min(0).max(360).optional(),
  battery: z.number().min(0).max(100).optional(),
  /** When it was measured; now where it is left out. */
  recordedAt: UtcInstant.optional(),
};

/** Body of `POST /api/safety/location`: a position of a share that runs (`shareId`), or the first of a new one. */
export const CoreLocationRequest = z.union([
  z.object({ latitude: Latitude, longitude: Longitude, ...place, shareId: z.string().min(1).max(100) }),
  z.object({
    latitude: Latitude,
    longitude: Longitude,
    ...place,
    /** The room that sees it. */
    audience: RoomIdShape,
    durationMinutes: z.number().min(1).max(1_440),
  }),
]);
export type CoreLocationRequest = z.infer<typeof CoreLocationRequest>;

/** A live share of the caller; `GET /api/safety/location` lists those that run, `DELETE /api/safety/location/{shareId}` ends one. */
export const CoreShare = z.object({
  shareId: z.string(),
  audience: RoomIdShape,
  startedAt: UtcInstant,
  expiresAt: UtcInstant,
});
export type CoreShare = z.infer<typeof CoreShare>;
export const CoreShareList = z.object({ shares: z.array(CoreShare) });

/** Body of `POST /api/safety/alerts`: an SOS. `audience` left out: the caller's own circle. `drill`: an exercise. */
export const CoreAlertRequest = z.object({
  audience: RoomIdShape.optional(),
  drill: z.boolean().default(false),
  silent: z.boolean().default(false),
  position: z.object({ latitude: Latitude, longitude: Longitude, ...place }).optional(),
});
export type CoreAlertRequest = z.infer<typeof CoreAlertRequest>;

/**
 * `queued`: stored here and sent when the homeserver takes it. `withheld`: the room had been encrypted by the time of sending, so people were rung and told that the athlete needs
 * help, and neither position nor words left the bridge. `failed`: the room did not take it; nobody was told. `GET /api/safety/alerts/{alertId}` shows the athlete's own.
 */
const Delivery = z.enum(["sent", "queued", "withheld", "failed"]);

export const CoreAlert = z.object({
  alertId: AlertId,
  audience: RoomIdShape,
  raisedAt: UtcInstant,
  delivery: Delivery,
});
export type CoreAlert = z.infer<typeof CoreAlert>;

/** Body of `POST /api/safety/alerts/{alertId}/cancel`: tells everybody that all is well. Only who raised it may. */
export const CoreCancelRequest = z.object({ falseAlarm: z.boolean().default(false) });

/** Body of `POST /api/safety/timers`. The circle is alerted `graceMinutes` after `dueAt`. */
export const CoreTimerRequest = z.object({
  audience: RoomIdShape.optional(),
  dueAt: UtcInstant,
  graceMinutes: z.number().min(0).max(1_440).default(0),
});
/** Body of `POST /api/safety/timers/{timerId}/extend`; the time only moves forward. */
export const CoreExtendRequest = z.object({ dueAt: UtcInstant, graceMinutes: z.number().min(0).max(1_440).default(0) });

/** Also the answer of `POST /api/safety/timers/{timerId}/end`. */
export const CoreTimer = z.object({
  timerId: AlertId,
  audience: RoomIdShape,
  alertAt: UtcInstant,
  state: z.enum(["armed", "fired", "ended"]),
  /** Of one that fired: what became of its alert, which is acknowledged and cancelled as `/api/safety/alerts/{timerId}`. */
  delivery: Delivery.optional(),
});
export type CoreTimer = z.infer<typeof CoreTimer>;

/** Body of `POST /api/safety/contacts`: an athlete of the same platform by their id, or anybody by Matrix id. They are asked, and count once they have joined. */
export const CoreContactRequest = z.object({ contactId: z.string().min(1).max(255) });
/** `DELETE /api/safety/contacts/{contactId}` takes the request or the contact back. */
export const CoreContact = z.object({
  contactId: z.string(),
  name: z.string(),
  status: z.enum(["asked", "accepted"]),
});
export type CoreContact = z.infer<typeof CoreContact>;
/** `circle`: the room, absent before the first contact was asked. */
export const CoreContactList = z.object({ circle: RoomIdShape.optional(), contacts: z.array(CoreContact) });

/** Off-the-shelf trackers whose readable positions go into a platform room. */
export const PLAIN_TRACKERS = ["owntracks", "traccar", "gpslogger", "overland"] as const;
export type PlainTracker = (typeof PLAIN_TRACKERS)[number];
/** Body of `POST /api/safety/trackers`; the answer is `TrackerAnswer`. Asking again for the same id ends the old address. */
export const CoreTrackerRequest = z.object({ id: AlertId, kind: z.enum(PLAIN_TRACKERS), audience: RoomIdShape });

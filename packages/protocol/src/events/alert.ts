import { z } from "zod";
import { NS } from "../namespace.ts";
import { Count, defineEvent, UserIdShape, UtcInstant, Whole } from "./spec.ts";

export const ALERT_STATUSES = ["Actual", "Exercise", "Test"] as const;
export const ALERT_KINDS = ["Alert", "Update", "Cancel", "Ack"] as const;
export const ALERT_CATEGORIES = [
  "Geo",
  "Met",
  "Safety",
  "Security",
  "Rescue",
  "Fire",
  "Health",
  "Env",
  "Transport",
  "Infra",
  "Other",
] as const;
export const URGENCIES = ["Immediate", "Expected", "Future", "Past", "Unknown"] as const;
export const SEVERITIES = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"] as const;
export const CERTAINTIES = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"] as const;
export type AlertCategory = (typeof ALERT_CATEGORIES)[number];

/** CAP refuses white space, commas, `<` and `&` in identifiers and senders (CAP 1.2, section 3.2.1). */
const Token = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\s,<&]+$/, "must not hold white space, a comma, < or &");
export const AlertId = Token.max(100);

/** What a later message of the same alert points at; in CAP's XML the three stand in one string. */
export const AlertReference = z.looseObject({ sender: Token, identifier: AlertId, sent: UtcInstant });

export const AlertArea = z.looseObject({
  areaDesc: z.string().min(1).max(400),
  /** `latitude,longitude radius` in WGS 84 degrees and kilometres, as CAP writes it: "48.13721,11.57556 0.05". */
  circle: z
    .string()
    .max(60)
    .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)? \d+(\.\d+)?$/, "not a circle of CAP")
    .optional(),
});

/** How the position and the alert came about. Whole numbers, like every number in a Matrix event. */
export const AlertParameters = z.looseObject({
  battery_pct: Whole.min(0).max(100).optional(),
  accuracy_m: Count.optional(),
  /** Age of the position when the alert was written, seconds. */
  fix_age_s: Count.optional(),
  /** The timer that fired, also when the alert came by another way: one timer is one alert. */
  timer: AlertId.optional(),
  /** The athlete was forced to end the timer: their own clients show success and hide this. */
  duress: z.literal(true).optional(),
  /** The athlete asks for help without noise on their own device. */
  silent: z.literal(true).optional(),
});

export const AlertInfo = z.looseObject({
  /** Of the words in here (RFC 3066, as CAP asks); English where it is absent (CAP 1.2, section 3.2.2). */
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/, "not a language tag")
    .optional(),
  category: z.array(z.enum(ALERT_CATEGORIES)).min(1).max(ALERT_CATEGORIES.length),
  event: z.string().min(1).max(100),
  urgency: z.enum(URGENCIES),
  severity: z.enum(SEVERITIES),
  certainty: z.enum(CERTAINTIES),
  expires: UtcInstant.optional(),
  headline: z.string().min(1).max(300),
  description: z.string().max(4_000).optional(),
  instruction: z.string().max(4_000).optional(),
  parameter: AlertParameters.optional(),
  area: AlertArea.optional(),
});

/**
 * An SOS, an overdue timer, a hazard, and what follows from one, in the words of CAP 1.2 (OASIS Standard, 1 July 2010). `info` is absent in an Ack.
 * The message around it says the same in plain words.
 */
export const AlertBlock = z.looseObject({
  v: z.literal(1),
  identifier: AlertId,
  /** Matrix id of the person (or the bot) that raised it; the event's sender decides whether it counts. */
  sender: UserIdShape,
  sent: UtcInstant,
  status: z.enum(ALERT_STATUSES),
  msgType: z.enum(ALERT_KINDS),
  scope: z.literal("Private"),
  references: z.array(AlertReference).max(20).default([]),
  info: AlertInfo.optional(),
});
export type AlertBlock = z.infer<typeof AlertBlock>;
export type AlertInfo = z.infer<typeof AlertInfo>;

export const alertEvent = defineEvent({
  type: `${NS}.alert`,
  carrier: "block",
  maySend: ["member", "bot"],
  schema: AlertBlock,
  sample: {
    v: 1,
    identifier: "sos-6f9a2c",
    sender: "@ana:example.org" as z.input<typeof UserIdShape>,
    sent: "2026-11-22T16:50:00Z",
    status: "Actual",
    msgType: "Alert",
    scope: "Private",
    info: {
      category: ["Rescue"],
      event: "SOS",
      urgency: "Immediate",
      severity: "Extreme",
      certainty: "Observed",
      headline: "Ana Lind needs help",
      instruction: "Call Ana. If nobody answers, call 112 and tell them the position.",
      parameter: { battery_pct: 64, accuracy_m: 8, fix_age_s: 20 },
      area: { areaDesc: "Last known position", circle: "48.13721,11.57556 0.008" },
    },
  },
});

import type { UserId } from "@paceline/protocol";
import type { AlertBlock, AlertCategory } from "@paceline/protocol/events";
import { HAZARD_KINDS } from "@paceline/protocol/port";
import type { HazardKind } from "@paceline/protocol/port";
import { decimal, geoUri } from "../alert/position.ts";
import { instant, referenceTo } from "./alerts.ts";
import type { SafetyMessage } from "./alerts.ts";
import { line, utcClock } from "./lines.ts";
import type { Clock } from "./lines.ts";

/** CAP's category, and the name that other CAP readers show as the event. */
const HAZARDS: Readonly<Record<HazardKind, { readonly category: AlertCategory; readonly event: string }>> = {
  ice: { category: "Met", event: "Ice" },
  storm: { category: "Met", event: "Storm" },
  flood: { category: "Met", event: "Flood" },
  "closed-road": { category: "Transport", event: "Closed road" },
  roadworks: { category: "Transport", event: "Roadworks" },
  surface: { category: "Transport", event: "Bad surface" },
  animal: { category: "Safety", event: "Animal" },
  other: { category: "Other", event: "Hazard" },
};

export type HazardReport = {
  readonly identifier: string;
  readonly reporter: UserId;
  readonly name: string;
  readonly kind: HazardKind;
  readonly headline: string;
  readonly description?: string | undefined;
  readonly latitude: number;
  readonly longitude: number;
  readonly radius_m: number;
  readonly sentMs: number;
  readonly expiresMs: number;
  readonly clock?: Clock | undefined;
};

export type HazardProblem = "headline" | "place" | "radius" | "expires";

const LONGEST_HEADLINE = 300;
const WIDEST_M = 100_000;
const LONGEST_MS = 30 * 24 * 3_600_000;

/** What keeps a report from being one. `now`: ms. */
export function hazardProblem(
  report: Pick<HazardReport, "headline" | "latitude" | "longitude" | "radius_m" | "expiresMs">,
  now: number,
): HazardProblem | undefined {
  const { headline, latitude, longitude, radius_m, expiresMs } = report;
  const said = line(headline);
  if (said === "" || said.length > LONGEST_HEADLINE) return "headline";
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return "place";
  if (!(radius_m >= 0 && radius_m <= WIDEST_M)) return "radius";
  return expiresMs > now && expiresMs <= now + LONGEST_MS ? undefined : "expires";
}

/** Ice, a closed road, a storm: for a club's room, until it expires. */
export function hazardReport(report: HazardReport): SafetyMessage {
  const { identifier, reporter, kind, latitude, longitude, radius_m, sentMs, expiresMs } = report;
  const headline = line(report.headline);
  const radius = Math.max(0, Math.round(radius_m));
  const clock = report.clock ?? utcClock;
  return {
    block: {
      v: 1,
      identifier,
      sender: reporter,
      sent: instant(sentMs),
      status: "Actual",
      msgType: "Alert",
      scope: "Private",
      references: [],
      info: {
        category: [HAZARDS[kind].category],
        event: HAZARDS[kind].event,
        urgency: "Expected",
        severity: "Moderate",
        certainty: "Observed",
        expires: instant(expiresMs),
        headline,
        ...(report.description === undefined ? {} : { description: report.description }),
        area: { areaDesc: headline, circle: `${decimal(latitude)},${decimal(longitude)} ${radius / 1_000}` },
      },
    },
    body: [
      `⚠️ ${HAZARDS[kind].event}: ${headline}`,
      ...(report.description === undefined ? [] : [report.description]),
      `Within ${radius} m of ${decimal(latitude)}, ${decimal(longitude)}.`,
      geoUri({ ts: sentMs, latitude, longitude, accuracy_m: radius }),
      `Reported by ${line(report.name)}; shown until ${clock(expiresMs)}.`,
      "A report of a member, checked by nobody. For danger to life call the emergency number: Paceline does not.",
    ].join("\n"),
  };
}

/** The hazard is gone. */
export function hazardCleared(
  of: AlertBlock,
  by: { readonly identifier: string; readonly sender: UserId; readonly name: string; readonly sentMs: number },
): SafetyMessage {
  const headline = `Gone: ${line(of.info?.headline ?? "hazard")}`;
  return {
    block: {
      v: 1,
      identifier: by.identifier,
      sender: by.sender,
      sent: instant(by.sentMs),
      status: of.status,
      msgType: "Cancel",
      scope: "Private",
      references: [referenceTo(of)],
    },
    body: `✅ ${headline} (${line(by.name)})`,
  };
}

/** The kind of a hazard that anybody's client wrote: by our own words, else by CAP's category. */
export function hazardKind({ info }: AlertBlock): HazardKind {
  const own = HAZARD_KINDS.find((kind) => HAZARDS[kind].event === info?.event);
  if (own !== undefined) return own;
  return info?.category.includes("Met") === true ? "storm" : "other";
}

import type { Language, UserId } from "@paceline/protocol";
import type { AlertBlock, AlertCategory } from "@paceline/protocol/events";
import { HAZARD_KINDS } from "@paceline/protocol/port";
import type { HazardKind } from "@paceline/protocol/port";
import { decimal, geoUri } from "../alert/position.ts";
import { SAFETY_WORDS } from "../words/index.ts";
import { instant, referenceTo } from "./alerts.ts";
import type { SafetyMessage } from "./alerts.ts";
import { line, utcClock } from "./lines.ts";
import type { Clock } from "./lines.ts";

const CATEGORY: Readonly<Record<HazardKind, AlertCategory>> = {
  ice: "Met",
  storm: "Met",
  flood: "Met",
  "closed-road": "Transport",
  roadworks: "Transport",
  surface: "Transport",
  animal: "Safety",
  other: "Other",
};

/** CAP's event, which names the kind for machines: in English whatever the language, so that every release of ours reads it. */
const eventOf = (kind: HazardKind): string => SAFETY_WORDS.en.hazard.kind[kind];

export type HazardReport = {
  readonly identifier: string;
  readonly reporter: UserId;
  readonly name: string;
  readonly language: Language;
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
  const { identifier, reporter, language, kind, latitude, longitude, radius_m, sentMs, expiresMs } = report;
  const words = SAFETY_WORDS[language].hazard;
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
        language,
        category: [CATEGORY[kind]],
        event: eventOf(kind),
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
      `⚠️ ${words.kind[kind]}: ${headline}`,
      ...(report.description === undefined ? [] : [report.description]),
      words.within(radius, `${decimal(latitude)}, ${decimal(longitude)}`),
      geoUri({ ts: sentMs, latitude, longitude, accuracy_m: radius }),
      words.reported(line(report.name), clock(expiresMs)),
      words.unchecked,
    ].join("\n"),
  };
}

/** The hazard is gone. */
export function hazardCleared(
  of: AlertBlock,
  by: Pick<HazardReport, "identifier" | "name" | "language" | "sentMs"> & { readonly sender: UserId },
): SafetyMessage {
  const { gone, kind } = SAFETY_WORDS[by.language].hazard;
  const headline = gone(line(of.info?.headline ?? kind.other));
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
  const own = HAZARD_KINDS.find((kind) => eventOf(kind) === info?.event);
  if (own !== undefined) return own;
  return info?.category.includes("Met") === true ? "storm" : "other";
}

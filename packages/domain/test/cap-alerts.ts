import { userId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import * as events from "@paceline/protocol/events";
import * as fc from "fast-check";

const token = fc.stringMatching(/^[A-Za-z0-9._~:;>"'@/+-]{1,60}$/);
const instant = fc
  .integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1_000 })
  .map((seconds) => `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`);
/** Everything that XML can carry, the parts of markup above all. */
const text = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
        fc.constantFrom(
          "<",
          "&",
          "]]>",
          "&amp;",
          "\r\n",
          "\r",
          "\t",
          "  ",
          "<!--",
          "<?x?>",
          "ß",
          "🆘",
          "\u{85}",
          "\u{2028}",
          '"',
          "</info>",
        ),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) =>
      parts
        .join("")
        .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "x")
        .slice(0, maxLength)
        .replace(/[\u{D800}-\u{DBFF}]$/u, "x"),
    );
const user = fc.stringMatching(/^[a-z0-9._=/+-]{1,30}$/).map((name) => userId(`@${name}:example.org`));
const decimals = (max: number) =>
  fc.integer({ min: -max * 100_000, max: max * 100_000 }).map((n) => String(n / 100_000));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const oneOf = <const T extends string>(values: readonly T[]) => fc.constantFrom(...values);

const info = fc.record({
  language: optional(oneOf(["en", "de", "en-US"])),
  category: fc.uniqueArray(oneOf(events.ALERT_CATEGORIES), { minLength: 1, maxLength: 4 }),
  event: text(100),
  urgency: oneOf(events.URGENCIES),
  severity: oneOf(events.SEVERITIES),
  certainty: oneOf(events.CERTAINTIES),
  headline: text(300),
  expires: optional(instant),
  description: optional(text(4_000)),
  instruction: optional(text(4_000)),
  parameter: optional(
    fc
      .record({
        battery_pct: optional(fc.integer({ min: 0, max: 100 })),
        accuracy_m: optional(fc.nat()),
        fix_age_s: optional(fc.nat()),
        timer: optional(token),
        duress: optional(fc.constant(true as const)),
        silent: optional(fc.constant(true as const)),
      })
      .map(bare)
      .filter((parameter) => Object.keys(parameter).length > 0),
  ),
  area: optional(
    fc
      .record({
        areaDesc: text(400),
        circle: optional(
          fc.tuple(decimals(90), decimals(180), fc.nat(99_999)).map(([lat, lon, m]) => `${lat},${lon} ${m / 1_000}`),
        ),
      })
      .map(bare),
  ),
});

/** Any alert that our schema accepts, in whole seconds and with the keys we know. */
export const capAlerts: fc.Arbitrary<AlertBlock> = fc
  .record({
    v: fc.constant(1 as const),
    identifier: token,
    sender: user,
    sent: instant,
    status: oneOf(events.ALERT_STATUSES),
    msgType: oneOf(events.ALERT_KINDS),
    scope: fc.constant("Private" as const),
    references: fc.array(fc.record({ sender: token, identifier: token, sent: instant }), { maxLength: 3 }),
    info: optional(info.map(bare)),
  })
  .map((fields) => bare(fields) as AlertBlock);

/** Without the keys that hold nothing, as JSON has it. */
function bare<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

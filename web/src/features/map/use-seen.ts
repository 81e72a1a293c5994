import type { ShareRow } from "@paceline/protocol/port";
import { distanceM, type Spot } from "../../map/geo.ts";
import { useWords } from "../../words/use-words.tsx";

const MINUTE = 60_000;
/** Who has less may be gone from the map soon, and that means nothing bad. */
const LOW_BATTERY_PCT = 30;

/** When somebody was last seen, how far from me, how exactly, and a battery that runs low: one line that stays true as time passes. */
export function useSeen() {
  const { t, formats } = useWords();
  return ({ last, stale }: ShareRow, now: number, me: Spot | undefined): string => {
    if (last === undefined) return t("map.no-fix");
    const age = Math.max(0, now - last.ts);
    const seen = stale
      ? t("map.stale", { time: formats.stamp(last.ts, now) })
      : age < MINUTE
        ? t("map.seen.seconds", { count: Math.round(age / 1_000) })
        : t("map.seen", { when: formats.relative(last.ts, now) });
    return [
      seen,
      me === undefined ? undefined : t("map.away", { distance: formats.distance(distanceM(me, last)) }),
      last.accuracy_m === undefined ? undefined : t("map.accuracy", { accuracy: formats.height(last.accuracy_m) }),
      last.battery_pct === undefined || last.battery_pct > LOW_BATTERY_PCT
        ? undefined
        : t("map.battery", { percent: last.battery_pct }),
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

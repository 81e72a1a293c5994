import type { Fix } from "@paceline/protocol/port";
import { BatteryMedium, MapPin, MapPinOff } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./HoldLine.module.css";

/** The position that an alert would carry, with its age, and the battery it came with. Never the coordinates. */
export function FixLine({ fix }: { readonly fix: Fix | undefined }) {
  const { t, formats } = useWords();
  const now = useNow();
  if (fix === undefined)
    return (
      <li className={css.line} data-tone="plain">
        <MapPinOff aria-hidden="true" />
        <span className={css.detail}>{t("timer.position.none")}</span>
      </li>
    );
  const age = formats.relative(Math.min(fix.ts, now), now);
  return (
    <>
      <li className={css.line} data-tone="plain">
        <MapPin aria-hidden="true" />
        <span className={css.words}>
          <span>{t("timer.position")}</span>
          <span className={css.detail}>
            {fix.accuracy_m === undefined
              ? age
              : t("timer.position.detail", { age, accuracy: formats.height(fix.accuracy_m) })}
          </span>
        </span>
      </li>
      {fix.battery_pct === undefined ? null : (
        <li className={css.line} data-tone="plain">
          <BatteryMedium aria-hidden="true" />
          <span>{t("timer.battery", { percent: fix.battery_pct })}</span>
        </li>
      )}
    </>
  );
}

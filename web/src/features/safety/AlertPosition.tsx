import type { AlertRow } from "@paceline/protocol/port";
import { BatteryMedium, MapPin, MapPinOff } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { CopyButton } from "../../design/components/CopyButton.tsx";
import { distanceM } from "../../map/geo.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./AlertPosition.module.css";

/** Where somebody was when the alert was written: coordinates to read out on the phone, their age, how exact they are, and how far away where I am known to be. */
export function AlertPosition({ alert }: { readonly alert: AlertRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const { whereabouts } = useWhereabouts();
  const { fix, mine } = alert;
  if (fix === undefined)
    return (
      <p className={css.line}>
        <MapPinOff aria-hidden="true" />
        {t("alert.position.unknown")}
      </p>
    );
  const place = `${fix.latitude.toFixed(5)}, ${fix.longitude.toFixed(5)}`;
  const age = formats.relative(Math.min(fix.ts, now), now);
  const away = whereabouts.is === "known" && !mine ? distanceM(whereabouts.fix, fix) : undefined;
  const details = [
    fix.accuracy_m === undefined ? age : t("alert.position.detail", { age, accuracy: formats.height(fix.accuracy_m) }),
    ...(away === undefined ? [] : [t("map.away", { distance: formats.distance(away) })]),
  ];
  return (
    <>
      <div className={css.line}>
        <MapPin aria-hidden="true" />
        <span className={css.place}>
          {t("alert.position")}
          <a className={css.coordinates} href={`geo:${fix.latitude},${fix.longitude}`}>
            {place}
          </a>
          <span className={css.detail}>{details.join(" · ")}</span>
        </span>
        <CopyButton text={place} />
      </div>
      {fix.battery_pct === undefined ? null : (
        <p className={css.line}>
          <BatteryMedium aria-hidden="true" />
          {t("alert.battery", { percent: fix.battery_pct })}
        </p>
      )}
    </>
  );
}

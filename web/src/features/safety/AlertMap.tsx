import type { AlertRow, Fix } from "@paceline/protocol/port";
import { useMemo } from "react";
import { useWhereabouts } from "../../app/whereabouts.ts";
import type { MapContent } from "../../map/content.ts";
import { MapView } from "../../map/MapView.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./AlertMap.module.css";

/** Where somebody was when the alert was written, and where I am once I ask. The lines beside it say the same in words. */
export function AlertMap({ alert, fix }: { readonly alert: AlertRow; readonly fix: Fix }) {
  const { t } = useWords();
  const { whereabouts, locate } = useWhereabouts();
  const { id, athlete, mine } = alert;
  const { latitude, longitude, accuracy_m } = fix;
  const { userId, name, avatar } = athlete;
  const me = whereabouts.is === "known" && !mine ? whereabouts.fix : undefined;
  const content = useMemo<MapContent>(() => {
    const face = { id: userId, mxc: avatar };
    const person = { id, name, face, latitude, longitude, accuracy_m, mine, faded: false, trail: [] };
    return { people: [person], places: [], signs: [], me };
  }, [id, userId, name, avatar, latitude, longitude, accuracy_m, mine, me]);
  return (
    <div className={css.map}>
      <MapView label={t("alert.map", { name })} content={content} onLocate={locate} />
    </div>
  );
}

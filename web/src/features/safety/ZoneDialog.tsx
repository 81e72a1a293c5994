import type { ZoneRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { geoUriOf, spotOfText } from "../../map/spot-text.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { PlaceOnMap } from "../meetup-form/PlaceOnMap.tsx";
import css from "./SafetyForm.module.css";

/** m around the place. */
const RADII = ["200", "500", "1000", "2000"] as const;

/** Names a place that no share tells, puts it on the map and says how large it is. `zone`: the one that changes. */
export function ZoneDialog({ zone, onClose }: { readonly zone?: ZoneRow; readonly onClose: () => void }) {
  const { t, formats } = useWords();
  const [name, setName] = useState(zone?.name ?? t("zone.name.default"));
  const [uri, setUri] = useState(zone === undefined ? "" : geoUriOf(zone));
  const [radius, setRadius] = useState(String(zone?.radius_m ?? 500));
  const { state, run } = useCommand("putZone");
  const spot = spotOfText(uri);
  const radii = [...new Set([...RADII, radius])].sort((a, b) => Number(a) - Number(b));
  const length = (m: number) => (m < 1_000 ? formats.height(m) : formats.distance(m));
  const save = async () => {
    if (spot === undefined) return;
    // A place that only looks the same to five digits would be hidden in another way.
    const place = zone !== undefined && geoUriOf(zone) === uri ? zone : spot;
    const { latitude, longitude } = place;
    const input = { name: name.trim(), latitude, longitude, radius_m: Number(radius) };
    const result = await run(zone === undefined ? input : { id: zone.id, ...input });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t(zone === undefined ? "zone.add" : "zone.change")}
      open
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={spot === undefined || name.trim() === "" || state.is === "busy"}
          onPress={() => void save()}
        >
          {t("common.save")}
        </Button>
      }
    >
      <div className={css.form}>
        <Field label={t("zone.name")} value={name} onChange={setName} maxLength={60} />
        <PlaceOnMap uri={uri} onChange={setUri} />
        <Choice
          label={t("zone.size")}
          value={radius}
          onChange={setRadius}
          options={radii.map((value) => ({ value, label: length(Number(value)) }))}
        />
        <p className={css.small}>{t("zone.wider")}</p>
        {state.is === "failed" ? (
          <p className={css.error} role="alert">
            {t(failureWords(state.failure.code))}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

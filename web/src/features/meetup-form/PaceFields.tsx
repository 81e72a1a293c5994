import { Plus, Trash2 } from "lucide-react";
import { usePreferences } from "../../app/preferences.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Fields } from "./fields.ts";
import css from "./PaceFields.module.css";

const MOST = 12;

/** Pace groups A, B, C…, each with a name and a speed. */
export function PaceFields({
  paces,
  onChange,
  error,
}: {
  readonly paces: Fields["paces"];
  readonly onChange: (paces: Fields["paces"]) => void;
  readonly error: string | undefined;
}) {
  const { t } = useWords();
  const metric = usePreferences((preferences) => preferences.units === "metric");
  const set = (at: number, change: Partial<Fields["paces"][number]>) =>
    onChange(paces.map((pace, index) => (index === at ? { ...pace, ...change } : pace)));
  return (
    <fieldset className={css.paces}>
      <legend className={css.legend}>{t("form.pace")}</legend>
      {paces.map((pace, at) => {
        const id = String.fromCharCode(65 + at);
        return (
          <div key={id} className={css.pace}>
            <b className={css.id}>{id}</b>
            <Field
              label={t("form.pace.name")}
              hideLabel
              placeholder={t("form.pace.name")}
              value={pace.name}
              onChange={(name) => set(at, { name })}
              maxLength={80}
              error={pace.name.trim() === "" ? error : undefined}
              autoFocus={pace.name === ""}
            />
            <Field
              label={t("form.pace.speed")}
              hideLabel
              placeholder={t("form.pace.speed")}
              inputMode="decimal"
              value={pace.speed}
              onChange={(speed) => set(at, { speed })}
              end={metric ? t("form.kmh") : t("form.mi")}
            />
            <IconButton
              label={t("form.pace.remove", { id })}
              size="s"
              onPress={() => onChange(paces.filter((_, index) => index !== at))}
            >
              <Trash2 />
            </IconButton>
          </div>
        );
      })}
      {paces.length < MOST ? (
        <Button size="s" icon={<Plus />} onPress={() => onChange([...paces, { name: "", speed: "" }])}>
          {t("form.pace.add")}
        </Button>
      ) : null}
    </fieldset>
  );
}

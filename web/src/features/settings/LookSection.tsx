import { Contrast, Monitor, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { type Preferences, usePreferences, usePreferenceStore } from "../../app/preferences.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Segmented } from "../../design/components/Segmented.tsx";
import { LANGUAGES } from "@paceline/protocol";
import { useWords } from "../../words/use-words.tsx";
import css from "./LookSection.module.css";

/** How Paceline looks and speaks on this device. */
export function LookSection() {
  const { t } = useWords();
  const store = usePreferenceStore();
  const { theme, contrast, language, units } = usePreferences((all) => all);
  const set = (change: Partial<Preferences>) => store.setState(change);
  return (
    <Card>
      <div className={css.rows}>
        <Row name={t("look.theme")}>
          <Segmented
            label={t("look.theme")}
            value={theme}
            onChange={(value) => set({ theme: value })}
            segments={[
              { value: "system", label: t("look.theme.system"), icon: <Monitor aria-hidden="true" /> },
              { value: "light", label: t("look.theme.light"), icon: <Sun aria-hidden="true" /> },
              { value: "dark", label: t("look.theme.dark"), icon: <Moon aria-hidden="true" /> },
            ]}
          />
        </Row>
        <Row name={t("look.contrast")}>
          <Segmented
            label={t("look.contrast")}
            value={contrast}
            onChange={(value) => set({ contrast: value })}
            segments={[
              { value: "system", label: t("look.contrast.system") },
              { value: "more", label: t("look.contrast.more"), icon: <Contrast aria-hidden="true" /> },
            ]}
          />
        </Row>
        <Row name={t("look.language")}>
          <Segmented
            label={t("look.language")}
            value={language}
            onChange={(value) => set({ language: value })}
            segments={LANGUAGES.map((value) => ({ value, label: t(`look.language.${value}`) }))}
          />
        </Row>
        <Row name={t("look.units")}>
          <Segmented
            label={t("look.units")}
            value={units}
            onChange={(value) => set({ units: value })}
            segments={[
              { value: "metric", label: t("look.units.metric") },
              { value: "imperial", label: t("look.units.imperial") },
            ]}
          />
        </Row>
      </div>
      <p className={css.hint}>{t("look.here")}</p>
    </Card>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={css.row}>
      <span className={css.name}>{name}</span>
      {children}
    </div>
  );
}

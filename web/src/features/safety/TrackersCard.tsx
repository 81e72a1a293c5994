import type { TrackerRow } from "@paceline/protocol/port";
import { Ellipsis, KeyRound, Smartphone, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { AddTrackerDialog, TrackerCode } from "./AddTrackerDialog.tsx";
import { Confirm } from "../../design/components/Confirm.tsx";
import css from "./SafetyForm.module.css";
import line from "./ContactLine.module.css";

/** Phones that feed my circle while no client of mine runs. */
export function TrackersCard() {
  const { t } = useWords();
  const trackers = useRows("trackers", {});
  const [adding, setAdding] = useState(false);
  return (
    <Card title={t("tracker.title")}>
      <div className={css.form}>
        <p className={css.small}>{t("tracker.text")}</p>
        {trackers.length === 0 ? null : (
          <ul>
            {trackers.map((tracker) => (
              <li key={tracker.id}>
                <Tracker tracker={tracker} />
              </li>
            ))}
          </ul>
        )}
        <div className={css.actions} data-adds>
          <Button icon={<Smartphone />} onPress={() => setAdding(true)}>
            {t("tracker.add")}
          </Button>
        </div>
      </div>
      {adding ? <AddTrackerDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function Tracker({ tracker }: { readonly tracker: TrackerRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const now = useNow();
  const [config, setConfig] = useState<string>();
  const [removing, setRemoving] = useState(false);
  const { id, name, lastMs, wrongKey = false } = tracker;
  const rotate = async () => {
    const result = await act("rotateTracker", { id });
    if (result.ok) setConfig(result.value.config);
  };
  return (
    <div className={line.line}>
      <div className={line.who}>
        <b className={line.name}>{name}</b>
        <span className={line.facts}>
          {lastMs === undefined ? t("tracker.silent") : t("tracker.last", { when: formats.relative(lastMs, now) })}
        </span>
        {wrongKey ? (
          <p className={css.error} role="status">
            {t("tracker.wrong-key")}
          </p>
        ) : null}
      </div>
      <Menu
        label={t("tracker.actions", { name })}
        entries={[
          { id: "rotate", label: t("tracker.rotate"), icon: <KeyRound />, onAction: () => void rotate() },
          {
            id: "remove",
            label: t("tracker.remove"),
            icon: <Trash2 />,
            danger: true,
            onAction: () => setRemoving(true),
          },
        ]}
      >
        <IconButton label={t("tracker.actions", { name })}>
          <Ellipsis />
        </IconButton>
      </Menu>
      {config === undefined ? null : <TrackerCode config={config} onClose={() => setConfig(undefined)} />}
      {removing ? (
        <Confirm
          title={t("tracker.remove.title", { name })}
          text={t("tracker.remove.text")}
          action={t("tracker.remove")}
          onClose={() => setRemoving(false)}
          onConfirm={() => void act("removeTracker", { id })}
        />
      ) : null}
    </div>
  );
}

import type { ZoneRow } from "@paceline/protocol/port";
import { Ellipsis, EyeOff, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { Confirm } from "../../design/components/Confirm.tsx";
import line from "./ContactLine.module.css";
import css from "./SafetyForm.module.css";
import { ZoneDialog } from "./ZoneDialog.tsx";

/** Places inside of which no share says where I am, and what they do not do. */
export function ZonesCard() {
  const { t } = useWords();
  const zones = useRows("zones", {});
  const [adding, setAdding] = useState(false);
  return (
    <Card title={t("zone.title")}>
      <div className={css.form}>
        <p className={css.small}>{t("zone.text")}</p>
        {zones.length === 0 ? null : (
          <ul>
            {zones.map((zone) => (
              <li key={zone.id}>
                <Zone zone={zone} />
              </li>
            ))}
          </ul>
        )}
        <div className={css.actions} data-hides>
          <Button icon={<EyeOff />} onPress={() => setAdding(true)}>
            {t("zone.add")}
          </Button>
        </div>
        <p className={css.small}>{t("zone.limits")}</p>
      </div>
      {adding ? <ZoneDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function Zone({ zone }: { readonly zone: ZoneRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const [changing, setChanging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { id, name, radius_m: radius } = zone;
  const label = t("zone.actions", { name });
  return (
    <div className={line.line}>
      <div className={line.who}>
        <b className={line.name}>{name}</b>
        <span className={line.facts}>
          {t("zone.radius", { radius: radius < 1_000 ? formats.height(radius) : formats.distance(radius) })}
        </span>
      </div>
      <Menu
        label={label}
        entries={[
          { id: "change", label: t("zone.change"), icon: <Pencil />, onAction: () => setChanging(true) },
          {
            id: "remove",
            label: t("zone.remove"),
            icon: <Trash2 />,
            danger: true,
            onAction: () => setRemoving(true),
          },
        ]}
      >
        <IconButton label={label}>
          <Ellipsis />
        </IconButton>
      </Menu>
      {changing ? <ZoneDialog zone={zone} onClose={() => setChanging(false)} /> : null}
      {removing ? (
        <Confirm
          title={t("zone.remove.title", { name })}
          text={t("zone.remove.text")}
          action={t("zone.remove")}
          onClose={() => setRemoving(false)}
          onConfirm={() => void act("removeZone", { id })}
        />
      ) : null}
    </div>
  );
}

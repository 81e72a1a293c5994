import type { CircleOfOthersRow } from "@paceline/protocol/port";
import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { Confirm } from "../../design/components/Confirm.tsx";
import line from "./ContactLine.module.css";
import css from "./CircleCard.module.css";
import { KeysChanged } from "./KeysChanged.tsx";
import { NotifyHere } from "./NotifyHere.tsx";

/** People who count on me. */
export function OthersCard({ circles }: { readonly circles: readonly CircleOfOthersRow[] }) {
  const { t } = useWords();
  return (
    <Card title={t("others.title")}>
      <ul className={css.list}>
        {circles.map((circle) => (
          <li key={circle.id}>
            <Other circle={circle} />
          </li>
        ))}
      </ul>
      <p className={css.small}>{t("others.reach")}</p>
      <NotifyHere />
    </Card>
  );
}

function Other({ circle }: { readonly circle: CircleOfOthersRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const now = useNow();
  const [leaving, setLeaving] = useState(false);
  const { athlete, timer, testOpen, verified } = circle;
  return (
    <div className={line.line}>
      <Avatar id={athlete.userId} name={athlete.name} mxc={athlete.avatar} size={44} />
      <div className={line.who}>
        <b className={line.name}>
          {athlete.name}
          {verified === "yes" ? <BadgeCheck className={line.verified} aria-label={t("circle.verified")} /> : null}
        </b>
        <span className={line.facts}>
          {timer === undefined
            ? t("others.since", { when: formats.relative(circle.sinceMs, now) })
            : timer.mode === "eta"
              ? t("others.timer", { time: formats.time(timer.dueMs) })
              : t("others.timer.running")}
        </span>
        {verified === "changed" ? <KeysChanged person={athlete} /> : null}
        {testOpen === undefined ? null : (
          <span className={css.test}>
            <Button look="primary" size="s" onPress={() => void act("acknowledgeAlert", { alertId: testOpen })}>
              {t("others.test")}
            </Button>
          </span>
        )}
      </div>
      <Button look="quiet" size="s" onPress={() => setLeaving(true)}>
        {t("others.leave")}
      </Button>
      {leaving ? (
        <Confirm
          title={t("others.leave.title", { name: athlete.name })}
          text={t("others.leave.text", { name: athlete.name })}
          action={t("others.leave")}
          onClose={() => setLeaving(false)}
          onConfirm={() => void act("leaveCircle", { roomId: circle.id })}
        />
      ) : null}
    </div>
  );
}

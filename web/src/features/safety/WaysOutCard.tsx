import type { WaysOut } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { Card } from "../../design/components/Card.tsx";
import { latest } from "../../engine/async.ts";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { MailWay } from "./MailWay.tsx";
import { PushWay } from "./PushWay.tsx";
import css from "./SafetyForm.module.css";

/** How my bridge reaches me about somebody's circle when no client of mine is open: asked for, never assumed. */
export function WaysOutCard() {
  const { t } = useWords();
  const { state, run } = useCommand("waysOut");
  const ask = useEffectEvent(() => void run({}));
  useEffect(() => ask(), []);
  const ways = latest(state);
  return (
    <Card title={t("ways.title")}>
      <div className={css.form}>
        <p className={css.small}>{t("ways.text")}</p>
        {ways === undefined ? null : <Ways ways={ways} onChange={() => void run({})} />}
        {state.is === "failed" ? <p className={css.small}>{t(failureWords(state.failure.code))}</p> : null}
      </div>
    </Card>
  );
}

function Ways({ ways, onChange }: { readonly ways: WaysOut; readonly onChange: () => void }) {
  const { t } = useWords();
  const { vapidPublicKey, mail, agreed } = ways;
  if (vapidPublicKey === undefined && !mail) return <p className={css.small}>{t("ways.none")}</p>;
  return (
    <>
      {vapidPublicKey === undefined ? (
        <p className={css.small}>{t("ways.push.none")}</p>
      ) : (
        <PushWay vapidPublicKey={vapidPublicKey} devices={agreed.push} onChange={onChange} />
      )}
      {mail ? <MailWay agreed={agreed} onChange={onChange} /> : <p className={css.small}>{t("ways.mail.none")}</p>}
      <p className={css.small}>{t("ways.who-sees")}</p>
    </>
  );
}

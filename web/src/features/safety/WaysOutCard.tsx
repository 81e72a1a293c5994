import type { Output } from "@paceline/protocol/port";
import { useEffect, useEffectEvent, useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Check } from "../../design/components/Check.tsx";
import { Field } from "../../design/components/Field.tsx";
import { latest } from "../../engine/async.ts";
import { useCommand } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { hasPush, subscribeToPush, unsubscribeFromPush } from "./push.ts";
import css from "./SafetyForm.module.css";

/** How my bridge reaches me about somebody's circle when the homeserver is down: asked for, never assumed. */
export function WaysOutCard() {
  const { t } = useWords();
  const { state, run } = useCommand("wayOutKeys");
  const ask = useEffectEvent(() => void run({}));
  useEffect(() => ask(), []);
  const ways = latest(state);
  return (
    <Card title={t("ways.title")}>
      <div className={css.form}>
        <p className={css.small}>{t("ways.text")}</p>
        {ways === undefined ? null : <Ways ways={ways} />}
        {state.is === "failed" ? <p className={css.small}>{t(failureWords(state.failure.code))}</p> : null}
      </div>
    </Card>
  );
}

function Ways({ ways: { vapidPublicKey, mail } }: { readonly ways: Output<"wayOutKeys"> }) {
  const { t } = useWords();
  if (vapidPublicKey === undefined && !mail) return <p className={css.small}>{t("ways.none")}</p>;
  return (
    <>
      {vapidPublicKey === undefined ? null : <PushWay vapidPublicKey={vapidPublicKey} />}
      {mail ? <MailWay /> : null}
    </>
  );
}

function PushWay({ vapidPublicKey }: { readonly vapidPublicKey: string }) {
  const { t } = useWords();
  const act = useAct();
  const [on, setOn] = useState(false);
  const [denied, setDenied] = useState(false);
  useEffect(() => void hasPush().then(setOn, () => setOn(false)), []);
  const change = async (wanted: boolean) => {
    const subscription = wanted ? await subscribeToPush(vapidPublicKey) : null;
    setDenied(wanted && subscription === null);
    if (wanted && subscription === null) return;
    const result = await act("setPushWayOut", { subscription });
    if (!result.ok) return;
    if (!wanted) await unsubscribeFromPush();
    setOn(wanted);
  };
  return (
    <>
      <Check checked={on} onChange={(wanted) => void change(wanted)}>
        {t("ways.push")}
      </Check>
      {denied ? (
        <p className={css.error} role="alert">
          {t("ways.push.denied")}
        </p>
      ) : null}
    </>
  );
}

function MailWay() {
  const { t } = useWords();
  const store = useSessionStore();
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const { state, run } = useCommand("setMailWayOut");
  const save = async (chosen: string | null) => {
    setWrong(chosen !== null && !/^\S+@\S+\.\S+$/.test(chosen));
    if (chosen !== null && !/^\S+@\S+\.\S+$/.test(chosen)) return;
    const result = await run({ address: chosen });
    if (result.ok) tell(store, "go", t("ways.saved"));
  };
  const failure = state.is === "failed" ? t(failureWords(state.failure.code)) : undefined;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save(address.trim());
      }}
    >
      <Field
        label={t("ways.mail")}
        type="email"
        value={address}
        onChange={setAddress}
        error={wrong ? t("ways.mail.wrong") : failure}
      />
      <div className={css.actions}>
        <Button type="submit" isDisabled={address === "" || state.is === "busy"}>
          {t("ways.mail.save")}
        </Button>
        <Button look="quiet" isDisabled={state.is === "busy"} onPress={() => void save(null)}>
          {t("ways.mail.remove")}
        </Button>
      </div>
    </form>
  );
}

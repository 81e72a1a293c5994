import { BellRing } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { hasPush, knowsPush, speakInPush, subscribeToPush, unsubscribeFromPush } from "./push.ts";
import css from "./SafetyForm.module.css";

const WHY_NOT = { denied: "ways.push.denied", unreachable: "ways.push.unreachable" } as const;

/** Being reached by a notification of this browser, also while no page is open. `devices`: how many of mine the bridge knows. */
export function PushWay({
  vapidPublicKey,
  devices,
  onChange,
}: {
  readonly vapidPublicKey: string;
  readonly devices: number;
  readonly onChange: () => void;
}) {
  const { t } = useWords();
  const act = useAct();
  const [here, setHere] = useState(false);
  const [why, setWhy] = useState<keyof typeof WHY_NOT | undefined>(knowsPush() ? undefined : "unreachable");
  const title = t("push.title");
  const body = t("push.body");
  useEffect(() => void hasPush().then(setHere, () => setHere(false)), []);
  // A browser that refuses goes on saying it as before.
  useEffect(() => void speakInPush({ title, body }).catch(() => undefined), [title, body]);
  const on = async () => {
    const done = await subscribeToPush(vapidPublicKey, { title, body });
    setWhy(done.is === "subscribed" ? undefined : done.is);
    if (done.is !== "subscribed") return;
    const result = await act("setPushWayOut", { subscription: done.subscription });
    setHere(result.ok);
    if (result.ok) onChange();
  };
  const off = async () => {
    const result = await act("setPushWayOut", { subscription: null });
    if (!result.ok) return;
    await unsubscribeFromPush();
    setHere(false);
    onChange();
  };
  return (
    <>
      <p>{t("ways.push.devices", { count: devices })}</p>
      {why === undefined ? null : (
        <p className={css.error} role="alert">
          {t(WHY_NOT[why])}
        </p>
      )}
      <div className={css.actions}>
        {here && devices > 0 ? null : (
          <Button icon={<BellRing />} isDisabled={!knowsPush()} onPress={() => void on()}>
            {t("ways.push.on")}
          </Button>
        )}
        {devices === 0 ? null : (
          <Button look="quiet" onPress={() => void off()}>
            {t("ways.push.off")}
          </Button>
        )}
      </div>
    </>
  );
}

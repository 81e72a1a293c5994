import { BellRing } from "lucide-react";
import { useState } from "react";
import { useHost } from "../../app/host.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./SafetyForm.module.css";

/** Alerts and questions of a timer show outside of this page once the browser allows it, which is asked by a press. Nothing where that is settled. */
export function NotifyHere() {
  const { t } = useWords();
  const { kind } = useHost();
  const [permission, setPermission] = useState(() =>
    "Notification" in globalThis ? Notification.permission : "granted",
  );
  if (kind === "desktop" || permission === "granted") return null;
  if (permission === "denied") return <p className={css.small}>{t("notify.denied")}</p>;
  const ask = () => void Notification.requestPermission().then(setPermission);
  return (
    <div className={css.actions}>
      <Button size="s" icon={<BellRing />} onPress={ask}>
        {t("notify.ask")}
      </Button>
    </div>
  );
}

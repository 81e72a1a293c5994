import { CircleX } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./SafetyForm.module.css";

/** Who sees where I am, and the one way to end all of it. */
export function SharingCard() {
  const { t, formats } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const mine = useRows("shares", {}).filter(({ mine: own, live }) => own && live);
  const stop = async () => {
    const result = await act("stopAllShares", {});
    if (result.ok) tell(store, "plain", t("share.stopped", { count: result.value.stopped }));
  };
  if (mine.length === 0)
    return (
      <Card title={t("share.none")}>
        <p className={css.text}>{t("share.none.text")}</p>
      </Card>
    );
  const viewers = mine.reduce((sum, share) => sum + (share.viewers ?? 0), 0);
  const ends = Math.max(...mine.map(({ endsMs }) => endsMs));
  return (
    <Card title={t("share.title", { count: viewers })}>
      <div className={css.form}>
        <p className={css.text}>{t("share.rooms", { count: mine.length, time: formats.time(ends) })}</p>
        <Button wide icon={<CircleX />} onPress={() => void stop()}>
          {t("share.stop-all")}
        </Button>
      </div>
    </Card>
  );
}

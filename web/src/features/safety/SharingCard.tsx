import { CircleX } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList, useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { ShareButton } from "../sharing/ShareButton.tsx";
import css from "./SafetyForm.module.css";
import { useContacts } from "./use-contacts.ts";

/** Who sees where I am, and the one way to end all of it; while nobody does, the way to show it to my circle. */
export function SharingCard() {
  const { t, formats } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const { roomId, ready } = useContacts();
  const circle = useRows("rooms", {}).find(({ id }) => id === roomId && ready.length > 0);
  const shares = useList("shares", {});
  const stop = async () => {
    const result = await act("stopAllShares", {});
    if (result.ok) tell(store, "plain", t("share.stopped", { count: result.value.stopped }));
  };
  // Nobody is told that they share nothing before that is known.
  if (shares.is === "waiting")
    return (
      <Card>
        <Skeleton rows={2} />
      </Card>
    );
  const mine = shares.rows.filter(({ mine: own, live }) => own && live);
  if (mine.length === 0)
    return (
      <Card title={t("share.none")}>
        <div className={css.form}>
          <p className={css.text}>{t("share.none.text")}</p>
          {circle?.may.share === true ? (
            <ShareButton
              room={{ id: circle.id, name: circle.name, encrypted: circle.encrypted, direct: false }}
              look="words"
            />
          ) : null}
        </div>
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

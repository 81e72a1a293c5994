import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { Banner } from "../design/components/Banner.tsx";
import { Button } from "../design/components/Button.tsx";
import { Dialog } from "../design/components/Dialog.tsx";
import { useAct } from "../engine/use-act.ts";
import { useWords } from "../words/use-words.tsx";

/**
 * Something could not be sent. The room says why, but not everybody is in it any more, and answers and reactions have no row there: so what helps is here as well.
 */
export function UnsentBanner({ count }: { readonly count: number }) {
  const { t } = useWords();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Banner
        tone="danger"
        icon={<CircleAlert />}
        action={
          <>
            <Button size="s" onPress={() => void act("retryFailed", {})}>
              {t("delivery.retry")}
            </Button>
            <Button size="s" look="quiet" onPress={() => setAsking(true)}>
              {t("delivery.discard")}
            </Button>
          </>
        }
      >
        {t("outbox.failed", { count })}
      </Banner>
      <Dialog
        title={t("outbox.discard.title")}
        kind="alert"
        open={asking}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              onPress={() => {
                close();
                void act("discardFailed", {});
              }}
            >
              {t("delivery.discard")}
            </Button>
          </>
        }
      >
        <p>{t("outbox.discard.text", { count })}</p>
      </Dialog>
    </>
  );
}

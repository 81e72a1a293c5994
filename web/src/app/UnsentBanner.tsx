import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { Banner } from "../design/components/Banner.tsx";
import { Button } from "../design/components/Button.tsx";
import { Confirm } from "../design/components/Confirm.tsx";
import { useAct } from "../engine/use-act.ts";
import { useWords } from "../words/use-words.tsx";

/**
 * Something could not be sent. The room says why, but not everybody is in it any more, and answers and reactions have no row there: so what helps is here as well.
 */
export function UnsentBanner({ count }: { readonly count: number }) {
  const { t } = useWords();
  const act = useAct();
  const [asking, setAsking] = useState(false);
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
      {asking ? (
        <Confirm
          title={t("outbox.discard.title")}
          text={t("outbox.discard.text", { count })}
          action={t("delivery.discard")}
          onClose={() => setAsking(false)}
          onConfirm={() => void act("discardFailed", {})}
        />
      ) : null}
    </>
  );
}

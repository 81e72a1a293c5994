import type { MessageRow } from "@paceline/protocol/port";
import type { EngineFailureCode } from "@paceline/protocol/port";
import { txnId } from "@paceline/protocol";
import { Check, CheckCheck, Clock, LoaderCircle } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Button } from "../../design/components/Button.tsx";
import { Tooltip } from "../../design/components/Tooltip.tsx";
import { useAct } from "../../engine/use-act.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./DeliveryLine.module.css";

/** Where something written here stands, from evidence, and what can be done when it did not go out. */
export function DeliveryLine({ row }: { readonly row: MessageRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const { delivery, readBy } = row;
  const time = (
    <time dateTime={new Date(row.ts).toISOString()} title={formats.exact(row.ts)}>
      {formats.time(row.ts)}
    </time>
  );
  switch (delivery?.is) {
    case "queued":
      return (
        <p className={css.line}>
          {t("delivery.queued")}
          <Clock aria-hidden="true" />
        </p>
      );
    case "sending":
      return (
        <p className={css.line}>
          {t("delivery.sending")}
          <LoaderCircle aria-hidden="true" />
        </p>
      );
    case "failed": {
      const id = txnId(row.id);
      return (
        <p className={css.line} data-failed="">
          {t("delivery.failed.why", { why: t(failureWords(delivery.failure.code as EngineFailureCode)) })}
          <Button look="link" size="s" onPress={() => act("retrySend", { txnId: id })}>
            {t("delivery.retry")}
          </Button>
          <Button look="link" size="s" onPress={() => act("discardSend", { txnId: id })}>
            {t("delivery.discard")}
          </Button>
        </p>
      );
    }
    case "read":
      return (
        <Tooltip text={t("delivery.read.names", { names: formats.list(readBy.map((person) => person.name)) })}>
          <AriaButton className={`${css.line ?? ""} ${css.button ?? ""}`}>
            {time}
            {t("delivery.read", { count: delivery.by })}
            <CheckCheck aria-hidden="true" />
          </AriaButton>
        </Tooltip>
      );
    case "sent":
    case undefined:
      return (
        <p className={css.line}>
          {time}
          {t("delivery.sent")}
          <Check aria-hidden="true" />
        </p>
      );
  }
}

import type { VerificationRow } from "@paceline/protocol/port";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { verificationWords } from "./verification-words.ts";
import css from "./VerificationDialog.module.css";

/** One verification by emoji, from the request to its end, on either side: another device of mine, or another person. */
export function VerificationDialog({ verification }: { readonly verification: VerificationRow }) {
  const { t } = useWords();
  const act = useAct();
  const [closed, setClosed] = useState(false);
  const { id, phase, incoming } = verification;
  const say = verificationWords(verification, t);
  const cancel = () => void act("cancelVerification", { verificationId: id });
  const over = phase.is === "done" || phase.is === "cancelled";
  const close = () => {
    setClosed(true);
    if (!over) cancel();
  };
  const view = viewOf();
  return (
    <Dialog
      title={view.title}
      open={!closed}
      onClose={close}
      kind={over ? "plain" : "alert"}
      wide
      actions={view.actions}
    >
      {view.body}
    </Dialog>
  );

  function viewOf(): { readonly title: string; readonly body: ReactNode; readonly actions: ReactNode } {
    const stop = <Button onPress={close}>{t("common.cancel")}</Button>;
    switch (phase.is) {
      case "requested":
        return incoming
          ? {
              title: say.asked,
              body: <p>{say.askedText}</p>,
              actions: (
                <>
                  <Button onPress={close}>{say.decline}</Button>
                  <Button look="primary" onPress={() => void act("acceptVerification", { verificationId: id })}>
                    {t("verify.accept")}
                  </Button>
                </>
              ),
            }
          : {
              title: say.waiting,
              body: <Waiting text={say.waitingText} />,
              actions: stop,
            };
      case "waiting":
        return { title: say.waiting, body: <Waiting text={say.readyText} />, actions: stop };
      case "compare":
        return {
          title: t("verify.compare.title"),
          body: (
            <>
              <p>{say.compareText}</p>
              <ol className={css.emoji}>
                {phase.emoji.map(({ symbol, name }, at) => (
                  // eslint-disable-next-line react/no-array-index-key -- seven places in a fixed order; an emoji may repeat
                  <li key={at}>
                    <span aria-hidden="true">{symbol}</span>
                    {name}
                  </li>
                ))}
              </ol>
            </>
          ),
          actions: (
            <>
              <Button onPress={() => void act("confirmEmoji", { verificationId: id, match: false })}>
                {t("verify.differ")}
              </Button>
              <Button look="primary" onPress={() => void act("confirmEmoji", { verificationId: id, match: true })}>
                {t("verify.match")}
              </Button>
            </>
          ),
        };
      case "confirmed":
        return { title: t("verify.compare.title"), body: <Waiting text={say.confirmed} />, actions: stop };
      case "done":
        return {
          title: t("verify.done.title"),
          body: (
            <p className={css.end} data-tone="go">
              <ShieldCheck aria-hidden="true" />
              {say.done}
            </p>
          ),
          actions: (
            <Button look="primary" onPress={close}>
              {t("common.continue")}
            </Button>
          ),
        };
      case "cancelled":
        return {
          title: t("verify.cancelled.title"),
          body: (
            <p className={css.end} data-tone="wait">
              <ShieldAlert aria-hidden="true" />
              {phase.failure?.code === "verification-failed"
                ? say.mismatch
                : phase.byMe
                  ? t("verify.cancelled.me")
                  : say.cancelled}
            </p>
          ),
          actions: <Button onPress={close}>{t("common.close")}</Button>,
        };
    }
  }
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <div className={css.waiting}>
      <p>{text}</p>
      <Progress label={text} />
    </div>
  );
}

import type { VerificationRow } from "@paceline/protocol/port";
import { ScanLine, ShieldAlert, ShieldCheck } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { QrCode } from "../../design/components/QrCode.tsx";
import { useAct } from "../../engine/use-act.ts";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useVerify } from "./use-verify.ts";
import { verificationWords } from "./verification-words.ts";
import css from "./VerificationDialog.module.css";
import { whenShown } from "../../host/when-shown.ts";

/** Reading a code out of a picture is much code, and few verifications need it. */
const Scanner = whenShown(async () => (await import("./Scanner.tsx")).Scanner);

type Choice = Extract<VerificationRow["phase"], { is: "choose" }>;
type View = { readonly title: string; readonly body: ReactNode; readonly actions: ReactNode };

/** One verification, by a code or by emoji, from the request to its end, on either side: another device of mine, or another person. */
export function VerificationDialog({ verification }: { readonly verification: VerificationRow }) {
  return (
    <Suspense>
      <LaterWords>
        <Steps verification={verification} />
      </LaterWords>
    </Suspense>
  );
}

function Steps({ verification }: { readonly verification: VerificationRow }) {
  const { t } = useWords();
  const act = useAct();
  const verify = useVerify();
  const [closed, setClosed] = useState(false);
  const [scanning, setScanning] = useState(false);
  const { id, phase, incoming } = verification;
  const say = verificationWords(verification, t);
  const over = phase.is === "done" || phase.is === "cancelled";
  const close = () => {
    setClosed(true);
    if (!over) void act("cancelVerification", { verificationId: id });
  };
  const answer = (match: boolean) => void act("confirmVerification", { verificationId: id, match });
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
      {/* Steps follow each other without a press of this side, and a screen reader has to hear of each. */}
      <div className={css.step} aria-live="polite">
        {view.body}
      </div>
    </Dialog>
  );

  function viewOf(): View {
    switch (phase.is) {
      case "requested":
        return incoming
          ? {
              title: say.asked,
              body: <p>{say.askedText}</p>,
              actions: choice(say.decline, close, t("verify.accept"), () => void verify.accept(id)),
            }
          : waiting(say.waiting, say.waitingText);
      case "waiting":
        return waiting(say.waiting, say.readyText);
      case "choose":
        return scanning ? scan(phase) : choose(phase);
      case "scanned":
        return {
          title: say.scanned,
          body: <p>{say.scannedText}</p>,
          actions: choice(
            t("verify.scanned.no"),
            () => answer(false),
            t("verify.scanned.yes"),
            () => answer(true),
          ),
        };
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
          actions: choice(
            t("verify.differ"),
            () => answer(false),
            t("verify.match"),
            () => answer(true),
          ),
        };
      case "confirmed":
        return waiting(t("verify.confirmed.title"), say.confirmed);
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

  function waiting(title: string, text: string): View {
    return { title, body: <Waiting text={text} />, actions: <Button onPress={close}>{t("common.cancel")}</Button> };
  }

  function choose({ code, scan: may }: Choice): View {
    return {
      title: say.code,
      body: (
        <>
          <p>{code === undefined ? say.codeScan : may ? say.codeEither : say.codeShow}</p>
          {code === undefined ? null : <QrCode data={code} label={t("verify.code.label")} />}
        </>
      ),
      actions: (
        <>
          <Button onPress={close}>{t("common.cancel")}</Button>
          <CompareEmoji id={id} />
          {may ? (
            <Button look="primary" icon={<ScanLine aria-hidden="true" />} onPress={() => setScanning(true)}>
              {t("verify.code.open")}
            </Button>
          ) : null}
        </>
      ),
    };
  }

  function scan({ code }: Choice): View {
    return {
      title: t("verify.scan.title"),
      body: (
        <Suspense fallback={<Waiting text={t("verify.scan.opening")} />}>
          <Scanner verificationId={id} text={say.scanText} foreign={say.foreign} />
        </Suspense>
      ),
      actions: (
        <>
          <Button onPress={() => setScanning(false)}>
            {t(code === undefined ? "common.back" : "verify.code.mine")}
          </Button>
          <CompareEmoji id={id} />
        </>
      ),
    };
  }
}

const choice = (no: string, onNo: () => void, yes: string, onYes: () => void): ReactNode => (
  <>
    <Button onPress={onNo}>{no}</Button>
    <Button look="primary" onPress={onYes}>
      {yes}
    </Button>
  </>
);

/** For whoever has no camera, or cannot hold one to a screen. */
function CompareEmoji({ id }: { readonly id: string }) {
  const { t } = useWords();
  const act = useAct();
  return <Button onPress={() => void act("compareEmoji", { verificationId: id })}>{t("verify.code.emoji")}</Button>;
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <div className={css.waiting}>
      <p>{text}</p>
      <Progress label={text} />
    </div>
  );
}

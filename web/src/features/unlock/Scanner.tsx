import type { EngineFailureCode } from "@paceline/protocol/port";
import { CameraOff } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type CameraTrouble, useCamera } from "../../app/camera.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useEngine } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./Scanner.module.css";
import { watchForCodes } from "./watch-for-codes.ts";

type ScannerProps = {
  readonly verificationId: string;
  readonly text: string;
  /** Said of a code that belongs to somebody else. */
  readonly foreign: string;
};

/** Looks for the other side's code; a camera that could not be had is asked for again from the beginning. */
export function Scanner(props: ScannerProps) {
  const [attempt, setAttempt] = useState(0);
  return <Looking key={attempt} {...props} onAgain={() => setAttempt(attempt + 1)} />;
}

/** The camera's picture, in which a code is looked for until one is the other side's. What went wrong is said in words, and aloud. */
function Looking({ verificationId, text, foreign, onAgain }: ScannerProps & { readonly onAgain: () => void }) {
  const { t } = useWords();
  const { port } = useEngine();
  const camera = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"opening" | "looking" | CameraTrouble>("opening");
  const [refusal, setRefusal] = useState<EngineFailureCode>();
  const hand = useEffectEvent(async (code: Uint8Array): Promise<boolean> => {
    const result = await port.command("scanCode", { verificationId, code });
    setRefusal(result.ok ? undefined : result.failure.code);
    return result.ok;
  });

  useEffect(() => {
    let end = (): void => undefined;
    let over = false;
    void camera.open().then((opened) => {
      if (!opened.ok) return over ? undefined : setState(opened.failure.code);
      const close = () => opened.value.getTracks().forEach((track) => track.stop());
      if (over || video.current === null) return close();
      setState("looking");
      const endWatch = watchForCodes(video.current, opened.value, (code) => hand(code));
      end = () => {
        endWatch();
        close();
      };
    });
    return () => {
      over = true;
      end();
    };
  }, [camera]);

  const trouble = state === "opening" || state === "looking" ? undefined : state;
  return (
    <div className={css.scanner}>
      <p>{text}</p>
      <video
        ref={video}
        className={css.picture}
        hidden={state !== "looking"}
        muted
        playsInline
        aria-label={t("verify.scan.picture")}
      />
      {state === "opening" ? <Progress label={t("verify.scan.opening")} text={t("verify.scan.opening")} /> : null}
      <p role="status" className={css.said}>
        {trouble === undefined ? null : (
          <>
            <CameraOff aria-hidden="true" />
            {t(`verify.scan.trouble.${trouble}`)}
          </>
        )}
        {trouble !== undefined || refusal === undefined ? null : wordsOf(refusal)}
      </p>
      {trouble === undefined || trouble === "none" ? null : <Button onPress={onAgain}>{t("common.retry")}</Button>}
    </div>
  );

  function wordsOf(code: EngineFailureCode): string {
    if (code === "foreign-code") return foreign;
    return t(code === "no-verification-code" ? "verify.scan.poster" : failureWords(code));
  }
}

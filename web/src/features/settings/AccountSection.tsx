import type { SessionRow } from "@paceline/protocol/port";
import { LogOut, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./sections.module.css";

/** Signing out, with what is lost by it said before. */
export function AccountSection({ session }: { readonly session: SessionRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [asking, setAsking] = useState(false);
  const signOut = useCommand("signOut");
  const { encryption, outbox } = session;
  const safe = encryption.is === "ready" && encryption.recoveryKeyChecked && encryption.backup === "active";
  const unsent = outbox.queued + outbox.failed;
  const busy = signOut.state.is === "busy";
  const losses = (
    <>
      <p>{t("signout.text")}</p>
      {unsent > 0 ? (
        <Banner tone="danger" inset icon={<TriangleAlert />}>
          {t("signout.queued", { count: unsent })}
        </Banner>
      ) : null}
      {safe ? (
        <p>{t("signout.safe")}</p>
      ) : (
        <Banner tone="danger" inset icon={<TriangleAlert />}>
          {t("signout.unsafe")}
        </Banner>
      )}
    </>
  );
  return (
    <Card>
      <div className={css.stack}>
        {losses}
        <div className={css.start}>
          <Button icon={<LogOut />} onPress={() => setAsking(true)}>
            {t("signout.action")}
          </Button>
        </div>
      </div>
      <Dialog
        title={t("signout.title")}
        kind="alert"
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            {safe ? null : (
              <Button
                onPress={() => {
                  setAsking(false);
                  store.setState(encryption.is === "ready" ? { settingUp: true } : { setupPostponed: false });
                }}
              >
                {t("signout.setup")}
              </Button>
            )}
            <Button onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
            <Button look="danger" isDisabled={busy} onPress={() => void signOut.run({})}>
              {t(busy ? "signout.busy" : "signout.action")}
            </Button>
          </>
        }
      >
        {losses}
        {signOut.state.is === "failed" ? (
          <p className={css.failed}>{t(failureWords(signOut.state.failure.code))}</p>
        ) : null}
      </Dialog>
    </Card>
  );
}

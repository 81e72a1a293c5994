import type { SessionRow } from "@paceline/protocol/port";
import { LogOut, ShieldAlert, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useCommand, useRows } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { alertAt } from "../safety/time-left.ts";
import css from "./sections.module.css";

/** What of me is out there and how it goes on without this device. */
function OnTheWay() {
  const { t, formats } = useWords();
  const timer = useRows("timer", {}).find(({ state }) => state !== "ended");
  const sharing = useRows("shares", {}).some(({ mine, live, precision }) => mine && live && precision !== undefined);
  return (
    <>
      {timer === undefined ? null : (
        <Banner tone="danger" inset icon={<ShieldAlert />}>
          {t("signout.timer", { time: formats.time(alertAt(timer)) })}
        </Banner>
      )}
      {sharing ? <p>{t("signout.sharing")}</p> : null}
    </>
  );
}

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
      <OnTheWay />
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

import type { SessionRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import link from "../design/link.module.css";
import { Clock, KeyRound, RefreshCw, ShieldQuestion, WifiOff } from "lucide-react";
import { Banner } from "../design/components/Banner.tsx";
import { Button } from "../design/components/Button.tsx";
import { Progress } from "../design/components/Progress.tsx";
import { useAct } from "../engine/use-act.ts";
import { useWords } from "../words/use-words.tsx";
import { Suspense } from "react";
import { useNow } from "./clock.tsx";
import { useSessionStore } from "./session-store.tsx";
import { useUpdateReady } from "./use-update-ready.ts";
import { whenShown } from "../host/when-shown.ts";

const UnsentBanner = whenShown(async () => (await import("./UnsentBanner.tsx")).UnsentBanner);

/** A connection that is quickly there again is not worth a word. */
const QUIET_MS = 4_000;
/** Server and device may differ this much before times look wrong. */
const SKEW_MS = 60_000;

/** What is going on around every page, worst first; each with its evidence and with what helps. */
export function Banners({ session }: { readonly session: SessionRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const updateReady = useUpdateReady();
  const { encryption, clockSkewMs } = session;
  const resume = () => store.setState({ setupPostponed: false });
  return (
    <>
      <LinkBanner session={session} />
      {updateReady ? (
        <Banner
          tone="go"
          icon={<RefreshCw />}
          action={
            <Button size="s" onPress={() => location.reload()}>
              {t("update.reload")}
            </Button>
          }
        >
          {t("update.ready")}
        </Banner>
      ) : null}
      {clockSkewMs !== undefined && Math.abs(clockSkewMs) >= SKEW_MS ? (
        <Banner tone="wait" icon={<Clock />}>
          {t("clock.skew", { minutes: Math.round(Math.abs(clockSkewMs) / 60_000) })}
        </Banner>
      ) : null}
      {encryption.restore === undefined ? null : (
        <Banner tone="plain" icon={<KeyRound />}>
          <Progress
            label={t("unlock.restore.label")}
            text={t("unlock.restore", encryption.restore)}
            value={encryption.restore.done}
            total={encryption.restore.total}
          />
        </Banner>
      )}
      {encryption.is === "locked" ? (
        <Banner
          tone="wait"
          icon={<ShieldQuestion />}
          action={
            <Button size="s" onPress={resume}>
              {t("locked.reminder.action")}
            </Button>
          }
        >
          {t("locked.reminder")}
        </Banner>
      ) : null}
      {encryption.is === "unset" ? (
        <Banner
          tone="wait"
          icon={<KeyRound />}
          action={
            <Button size="s" onPress={resume}>
              {t("setup.reminder.action")}
            </Button>
          }
        >
          {t("setup.reminder")}
        </Banner>
      ) : null}
      {encryption.is === "ready" && !encryption.recoveryKeyChecked ? (
        <Banner
          tone="wait"
          icon={<KeyRound />}
          action={
            <Link to="/settings/$section" params={{ section: "encryption" }} className={link.text}>
              {t("setup.unchecked.action")}
            </Link>
          }
        >
          {t("setup.unchecked")}
        </Banner>
      ) : null}
    </>
  );
}

/** How the connection to the server stands, where that is worth a word. */
export function LinkBanner({ session }: { readonly session: SessionRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const now = useNow(1_000);
  const { link, outbox } = session;
  const retry = (
    <Button size="s" onPress={() => void act("retryNow", {})}>
      {t("link.retry")}
    </Button>
  );
  const queued = outbox.queued > 0 ? ` ${t("outbox.queued", { count: outbox.queued })}.` : "";
  if (link.is === "offline") {
    return (
      <Banner tone="wait" icon={<WifiOff />} action={retry}>
        {navigator.onLine
          ? t("link.reconnecting", {
              server: session.account?.serverName ?? "",
              time: formats.time(link.sinceMs),
              when: formats.relative(Math.max(now, link.retryAtMs), now),
            })
          : t("link.offline")}
        {queued}
      </Banner>
    );
  }
  if (link.is === "connecting" && now - link.sinceMs > QUIET_MS) {
    return (
      <Banner tone="plain" icon={<RefreshCw />}>
        {t("link.connecting", { server: session.account?.serverName ?? "" })}
        {queued}
      </Banner>
    );
  }
  if (outbox.failed > 0)
    return (
      <Suspense>
        <UnsentBanner count={outbox.failed} />
      </Suspense>
    );
  return null;
}

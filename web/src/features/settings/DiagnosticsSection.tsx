import type { SessionRow } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { latest } from "../../engine/async.ts";
import { Card } from "../../design/components/Card.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { Facts } from "./Facts.tsx";
import css from "./sections.module.css";

const REFRESH_MS = 5_000;

/** Numbers for finding out what is wrong; nothing anybody wrote. */
export function DiagnosticsSection({ session }: { readonly session: SessionRow }) {
  const { t, formats } = useWords();
  const ask = useCommand("diagnostics");
  const refresh = useEffectEvent(() => void ask.run({}));
  useEffect(() => {
    refresh();
    const timer = setInterval(() => refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const known = latest(ask.state);
  const yes = (value: boolean) => t(value ? "diagnostics.yes" : "diagnostics.no");
  const storage = known?.storage;
  const bad = Object.entries(known?.badEvents ?? {});
  const skew = session.clockSkewMs;
  return (
    <>
      <p className={css.text}>{t("diagnostics.text")}</p>
      <Card>
        <Facts
          facts={[
            { name: t("diagnostics.release"), value: known?.release ?? "" },
            { name: t("diagnostics.link"), value: t(`diagnostics.link.${session.link.is}`) },
            { name: t("diagnostics.syncs"), value: known === undefined ? "" : formats.count(known.syncs) },
            {
              name: t("diagnostics.storage"),
              value:
                storage?.usage === undefined
                  ? t("diagnostics.storage.unknown")
                  : storage.quota === undefined
                    ? formats.bytes(storage.usage)
                    : t("diagnostics.storage.of", {
                        used: formats.bytes(storage.usage),
                        quota: formats.bytes(storage.quota),
                      }),
            },
            { name: t("diagnostics.persisted"), value: yes(storage?.persisted ?? false) },
            {
              name: t("diagnostics.clock"),
              value:
                skew === undefined || Math.abs(skew) < 60_000
                  ? t("diagnostics.clock.ok")
                  : t("clock.skew", { minutes: Math.round(Math.abs(skew) / 60_000) }),
            },
            { name: t("diagnostics.room-version"), value: session.features.roomVersion },
            { name: t("diagnostics.delayed"), value: yes(session.features.delayedEvents) },
            {
              name: t("diagnostics.bad"),
              value:
                bad.length === 0
                  ? t("diagnostics.bad.none")
                  : bad.map(([type, count]) => `${type} × ${formats.count(count)}`).join(", "),
            },
          ]}
        />
      </Card>
      {ask.state.is === "failed" ? <p className={css.failed}>{t(failureWords(ask.state.failure.code))}</p> : null}
    </>
  );
}

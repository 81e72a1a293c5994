import type { ShareRow } from "@paceline/protocol/port";
import { CircleX, Radio } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useAct } from "../../engine/use-act.ts";
import { Say, useWords } from "../../words/use-words.tsx";
import { clockOf } from "../safety/time-left.ts";
import css from "./SharingBar.module.css";

/** On every page while a share of mine lives: with how many, where, how long still, and the way to end it. */
export function SharingBar({ shares }: { readonly shares: readonly ShareRow[] }) {
  const { t, formats } = useWords();
  const now = useNow();
  const act = useAct();
  const store = useSessionStore();
  const refused = shares.filter((share) => share.refused === true);
  const live = shares.filter((share) => share.refused !== true);
  const names = (rows: readonly ShareRow[]) => formats.list(rows.map(({ roomName }) => roomName));
  const viewers = live.map(({ viewers: count }) => count).filter((count) => count !== undefined);
  const [only, ...others] = shares;
  const stop = async () => {
    const result =
      only === undefined || others.length > 0
        ? await act("stopAllShares", {})
        : await act("stopShare", { roomId: only.roomId });
    if (result.ok) tell(store, "plain", t("sharing.stopped"));
  };
  return (
    <Banner
      tone={refused.length > 0 ? "danger" : "go"}
      icon={<Radio />}
      action={
        <Button size="s" icon={<CircleX />} onPress={() => void stop()}>
          {t(others.length > 0 ? "sharing.stop.all" : "sharing.stop")}
        </Button>
      }
      more={
        live.some(({ hidden }) => hidden === true) ? (
          t("sharing.bar.hidden")
        ) : live.some(({ byTracker }) => byTracker === true) ? null : (
          <Trouble />
        )
      }
    >
      <span className={css.bar}>
        {refused.length > 0 ? <span>{t("sharing.bar.refused", { rooms: names(refused) })}</span> : null}
        {live.length === 0 ? null : (
          <>
            <span>
              <Say
                id={viewers.length < live.length ? "sharing.bar.unknown" : "sharing.bar"}
                values={{ count: viewers.reduce((sum, count) => sum + count, 0), rooms: names(live) }}
                parts={{ b: <b /> }}
              />
            </span>
            <span className={css.left}>
              {t("sharing.bar.left", { left: clockOf(Math.max(...live.map(({ endsMs }) => endsMs)) - now) })}
            </span>
          </>
        )}
      </span>
    </Banner>
  );
}

/** A share without positions says so where it is seen. One that a phone feeds needs none of this device. */
function Trouble() {
  const { t } = useWords();
  const { whereabouts, locate } = useWhereabouts();
  const { is } = whereabouts;
  if (is === "known" || is === "unasked" || is === "asking") return null;
  return (
    <>
      {t(`where.${is}`)}{" "}
      {is === "unsupported" ? null : (
        <button type="button" className={css.retry} onClick={locate}>
          {t("where.retry")}
        </button>
      )}
    </>
  );
}

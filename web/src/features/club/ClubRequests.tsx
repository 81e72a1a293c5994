import type { ClubRow, RequestRow } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { Say, useWords } from "../../words/use-words.tsx";
import css from "./ClubRequests.module.css";

type Knock = Extract<RequestRow, { readonly is: "knock" }>;

/** People who ask to join. Letting them in happens on this device, so that it can hand them the keys of earlier messages. */
export function ClubRequests({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const knocks = useRows("requests", {}).filter(
    (request): request is Knock => request.is === "knock" && request.clubId === club.id,
  );
  if (knocks.length === 0) return null;
  return (
    <Card title={t("club.requests")}>
      <ul>
        {knocks.map((knock) => (
          <Request key={knock.id} knock={knock} />
        ))}
      </ul>
    </Card>
  );
}

function Request({ knock }: { readonly knock: Knock }) {
  const { t } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const [busy, setBusy] = useState(false);
  const who = { clubId: knock.clubId, userId: knock.from };
  const accept = async () => {
    setBusy(true);
    const result = await act("acceptRequest", who);
    // Done, it goes as soon as the server has said so: pressed once more before, the button would stand in the way of the next one's.
    if (!result.ok) return setBusy(false);
    tell(
      store,
      "go",
      t(result.value.historyShared ? "club.request.accepted" : "club.request.accepted.nohistory", {
        name: knock.fromName,
      }),
    );
  };
  return (
    <li className={css.request}>
      <Avatar id={knock.from} name={knock.fromName} size={40} />
      <div className={css.what}>
        <p>
          <Say id="club.request" values={{ name: knock.fromName }} parts={{ b: <b /> }} />
        </p>
        <p className={css.id}>{knock.from}</p>
        {knock.reason === undefined ? null : (
          <p className={css.reason}>{t("club.request.says", { reason: knock.reason })}</p>
        )}
        <div className={css.actions}>
          <Button size="s" look="primary" isDisabled={busy} onPress={accept}>
            {t("club.request.accept")}
          </Button>
          <Button size="s" isDisabled={busy} onPress={() => void act("declineRequest", who)}>
            {t("club.request.decline")}
          </Button>
        </div>
      </div>
    </li>
  );
}

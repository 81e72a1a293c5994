import type { RequestRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { Say, useWords } from "../../words/use-words.tsx";
import { InviteReason } from "../people/InviteReason.tsx";
import css from "./NeedsYou.module.css";

/** Requests and invitations that wait for an answer. */
export function NeedsYou() {
  const { t } = useWords();
  const requests = useRows("requests", {});
  return (
    <Card title={t("home.needs-you")}>
      {requests.length === 0 ? (
        <p className={css.calm}>{`${t("home.calm.title")}. ${t("home.calm.text")}`}</p>
      ) : (
        <ul className={css.list}>
          {requests.map((request) => (
            <li
              key={request.id}
              className={css.row}
              data-explained={(request.is === "invite" && request.reason !== undefined) || undefined}
            >
              <Request request={request} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Request({ request }: { readonly request: RequestRow }) {
  const { t } = useWords();
  const act = useAct();
  if (request.is === "knock")
    return (
      <>
        <Avatar id={request.from} name={request.fromName} size={36} />
        <p className={css.text}>
          <Say id="home.knock" values={{ name: request.fromName, club: request.clubName }} parts={{ b: <b /> }} />
        </p>
        <Link
          to="/club/$clubId/people"
          params={{ clubId: request.clubId }}
          className={`${link.button ?? ""} ${css.small ?? ""}`}
        >
          {t("home.review")}
        </Link>
      </>
    );
  if (request.is === "my-knock")
    return (
      <>
        <Avatar id={request.roomId} name={request.roomName} size={36} square />
        <p className={css.text}>
          <Say id="home.my-knock" values={{ room: request.roomName }} parts={{ b: <b /> }} />
        </p>
        <Button size="s" onPress={() => act("withdrawAsk", { roomId: request.roomId })}>
          {t("home.withdraw")}
        </Button>
      </>
    );
  return (
    <>
      <Avatar
        id={request.roomKind === "direct" ? request.from : request.roomId}
        name={request.roomName}
        mxc={request.avatar}
        size={36}
        square={request.roomKind !== "direct"}
      />
      <p className={css.text}>
        <Say
          id={request.roomKind === "direct" ? "home.invite.direct" : "home.invite.room"}
          values={{ name: request.fromName, room: request.roomName }}
          parts={{ b: <b /> }}
        />
        <InviteReason reason={request.reason} />
      </p>
      <span className={css.actions}>
        <Button size="s" look="quiet" onPress={() => act("declineInvite", { roomId: request.roomId })}>
          {t("home.decline")}
        </Button>
        <Button size="s" onPress={() => act("acceptInvite", { roomId: request.roomId })}>
          {t("home.accept")}
        </Button>
      </span>
    </>
  );
}

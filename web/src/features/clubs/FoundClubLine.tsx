import type { FoundClub } from "@paceline/protocol/port";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { TwoLines } from "../../design/components/TwoLines.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { AskToJoinDialog } from "./AskToJoinDialog.tsx";
import css from "./FoundClubLine.module.css";

/** A club that was found, with what one can do: join, ask, or open it. */
export function FoundClubLine({ club }: { readonly club: FoundClub }) {
  const { t } = useWords();
  const member = useRows("clubs", {}).some((mine) => mine.id === club.roomId);
  const asked = useRows("requests", {}).some((request) => request.is === "my-knock" && request.roomId === club.roomId);
  const standing = member ? "member" : asked ? "asked" : club.standing;
  return (
    <div className={css.line}>
      <Avatar id={club.roomId} name={club.name} mxc={club.avatar} size={48} square />
      <TwoLines name={club.name}>
        {[club.topic, t("clubs.members", { count: club.memberCount })].filter(Boolean).join(" · ")}
      </TwoLines>
      <Action club={club} standing={standing} />
    </div>
  );
}

function Action({ club, standing }: { readonly club: FoundClub; readonly standing: FoundClub["standing"] }) {
  const { t } = useWords();
  const act = useAct();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { roomId, via } = club;
  const join = async () => {
    setBusy(true);
    const result = await act("joinClub", { roomId, via });
    setBusy(false);
    if (result.ok) await navigate({ to: "/club/$clubId", params: { clubId: roomId } });
  };
  if (standing === "member")
    return (
      <Link to="/club/$clubId" params={{ clubId: roomId }} className={link.button}>
        {t("clubs.open")}
      </Link>
    );
  if (standing === "asked")
    return (
      <span className={css.asked}>
        <Pill tone="wait">{t("clubs.asked")}</Pill>
        <Button size="s" look="quiet" onPress={() => void act("withdrawAsk", { roomId })}>
          {t("clubs.withdraw")}
        </Button>
      </span>
    );
  if (standing === "invited" || club.access === "open")
    return (
      <Button look="primary" isDisabled={busy} onPress={join}>
        {t("clubs.join")}
      </Button>
    );
  if (club.access === "closed") return <Pill>{t("clubs.closed")}</Pill>;
  return (
    <>
      <Button look="primary" onPress={() => setAsking(true)}>
        {t("clubs.ask")}
      </Button>
      <AskToJoinDialog club={club} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

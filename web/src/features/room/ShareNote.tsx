import type { RoomId } from "@paceline/protocol";
import type { ShareBegunRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { CircleX, Radio } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import link from "../../design/link.module.css";
import { useAct } from "../../engine/use-act.ts";
import { Say, useWords } from "../../words/use-words.tsx";
import css from "./ShareNote.module.css";

/** Somebody began to share where they are: until when, and while it lasts the way to the map and, for one's own, the way to end it. */
export function ShareNote({ row, roomId }: { readonly row: ShareBegunRow; readonly roomId: RoomId }) {
  const { t, formats } = useWords();
  const now = useNow();
  const act = useAct();
  const { sender, mine, endsMs, endedMs } = row;
  const live = endedMs === undefined && now < endsMs;
  return (
    <div className={css.note} data-live={live || undefined}>
      <Radio className={css.icon} aria-hidden="true" />
      <p>
        <Say
          id={live ? (mine ? "share.mine" : "share.live") : mine ? "share.mine.over" : "share.over"}
          values={{ name: sender.name, time: formats.time(endedMs ?? endsMs) }}
          parts={{ b: <b /> }}
        />
      </p>
      {live ? (
        <Link to="/map" className={link.text}>
          {t("share.map")}
        </Link>
      ) : null}
      {live && mine ? (
        <Button size="s" icon={<CircleX />} onPress={() => void act("stopShare", { roomId })}>
          {t("share.stop")}
        </Button>
      ) : null}
    </div>
  );
}

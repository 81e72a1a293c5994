import type { MeetupRow, RoomRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/components/Button.tsx";
import link from "../../design/link.module.css";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./RideRoom.module.css";

/** The meetup's own room, and the next step into it: open it, join it, go there. `ahead`: the meetup is neither over nor cancelled. */
export function RideRoom({
  meetup,
  room,
  ahead,
}: {
  readonly meetup: MeetupRow;
  readonly room: RoomRow | undefined;
  readonly ahead: boolean;
}) {
  const { t } = useWords();
  const { may, mine } = meetup;
  const standing = meetup.room?.standing;
  if (meetup.room !== undefined && standing === "in")
    return (
      <Note
        action={
          <Link to="/chats/$roomId" params={{ roomId: meetup.room.id }} className={link.button}>
            {t("ride.chat")}
          </Link>
        }
      >
        {t("ride.in", { count: room?.memberCount ?? 1 })} {t("ride.kept")}
      </Note>
    );
  if (!ahead) return null;
  if (meetup.room !== undefined && standing === "invited") return <Join roomId={meetup.room.id} />;
  if (may.change && standing !== "away") return <Open meetup={meetup} />;
  if (standing === undefined) return <Note>{t("ride.none")}</Note>;
  if (standing === "left") return <Note>{t("ride.left")}</Note>;
  const answered = mine?.status === "yes" || mine?.status === "maybe";
  return <Note>{t(answered ? "ride.away" : "ride.answer")}</Note>;
}

function Note({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  const { t } = useWords();
  return (
    <div className={css.room}>
      <MessagesSquare aria-hidden="true" />
      <p className={css.text} role="status">
        <strong>{t("ride.title")}</strong>
        {children}
      </p>
      {action}
    </div>
  );
}

function Join({ roomId }: { readonly roomId: RoomRow["id"] }) {
  const { t } = useWords();
  const join = useCommand("acceptInvite");
  return (
    <Note
      action={
        <Button look="primary" isDisabled={isUnderWay(join.state)} onPress={() => void join.run({ roomId })}>
          {t("ride.join")}
        </Button>
      }
    >
      {join.state.is === "failed" ? t(failureWords(join.state.failure.code)) : t("ride.invited")}
    </Note>
  );
}

/** Where one is there that I left, a new one takes its place. */
function Open({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const open = useCommand("openMeetupRoom");
  const words = meetup.room === undefined ? "ride.none.organiser" : "ride.reopen";
  return (
    <Note
      action={
        <Button isDisabled={isUnderWay(open.state)} onPress={() => void open.run({ cardId: meetup.id })}>
          {t("ride.open")}
        </Button>
      }
    >
      {t(open.state.is === "failed" ? failureWords(open.state.failure.code) : words)}
    </Note>
  );
}

/** Also when the engine is done: then the meetup itself changes as soon as the server has heard of it. */
const isUnderWay = ({ is }: { readonly is: string }): boolean => is === "busy" || is === "done";

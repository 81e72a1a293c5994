import type { RoomId } from "@paceline/protocol";
import { Link } from "@tanstack/react-router";
import { MessageCircleQuestion } from "lucide-react";
import { Button } from "../../design/components/Button.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { InviteReason } from "../people/InviteReason.tsx";

/** A room one is not a member of: an invitation to answer, or a way back. */
export function NotInRoom({ roomId }: { readonly roomId: RoomId }) {
  const { t } = useWords();
  const act = useAct();
  const invite = useRows("requests", {}).find((request) => request.is === "invite" && request.roomId === roomId);
  if (invite?.is === "invite")
    return (
      <main>
        <EmptyState
          icon={<MessageCircleQuestion />}
          title={invite.roomName}
          action={
            <>
              <Button look="primary" onPress={() => act("acceptInvite", { roomId })}>
                {t("home.accept")}
              </Button>
              <Button onPress={() => act("declineInvite", { roomId })}>{t("home.decline")}</Button>
            </>
          }
        >
          {t("room.invited", { name: invite.fromName })}
          <InviteReason reason={invite.reason} />
        </EmptyState>
      </main>
    );
  return (
    <main>
      <EmptyState
        icon={<MessageCircleQuestion />}
        title={t("room.missing.title")}
        action={
          <Link to="/chats" className={link.button}>
            {t("room.missing.action")}
          </Link>
        }
      >
        {t("room.missing.text")}
      </EmptyState>
    </main>
  );
}

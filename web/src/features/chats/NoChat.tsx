import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import link from "../../design/link.module.css";
import { useWords } from "../../words/use-words.tsx";
import css from "./NoChat.module.css";

/** The stage while no conversation is open. */
export function NoChat() {
  const { t } = useWords();
  return (
    <main className={css.none}>
      <EmptyState
        icon={<MessagesSquare />}
        title={t("chats.pick.title")}
        action={
          <Link to="/chats/new" className={link.button}>
            {t("chats.new")}
          </Link>
        }
      >
        {t("chats.pick.text")}
      </EmptyState>
    </main>
  );
}

import { Link } from "@tanstack/react-router";
import { Card } from "../../design/components/Card.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { RoomLine } from "../chats/RoomLine.tsx";
import css from "./UnreadChats.module.css";

const SHOWN = 4;

/** The conversations that wait to be read. */
export function UnreadChats({ now }: { readonly now: number }) {
  const { t } = useWords();
  const unread = useRows("rooms", {}).filter((room) => room.unread > 0);
  return (
    <Card
      title={t("home.unread")}
      action={
        <Link to="/chats" className={link.text}>
          {t("home.all-chats")}
        </Link>
      }
    >
      {unread.length === 0 ? (
        <p className={css.none}>{t("home.read.title")}</p>
      ) : (
        <ul className={css.list}>
          {unread.slice(0, SHOWN).map((room) => (
            <li key={room.id}>
              <RoomLine room={room} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

import { Link } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { Badge } from "../design/components/Badge.tsx";
import { useWords } from "../words/use-words.tsx";
import css from "./BottomBar.module.css";
import { PLACES } from "./places.ts";
import { useUnread } from "./use-unread.ts";

/** The rail of small screens. */
export function BottomBar() {
  const { t } = useWords();
  const unread = useUnread();
  const places = [...PLACES, { to: "/clubs", words: "nav.clubs", icon: UsersRound } as const];
  return (
    <nav className={css.bar} aria-label={t("nav.label")}>
      {places.map(({ to, words, icon: Icon }) => (
        <Link key={to} to={to} className={css.place} activeOptions={{ exact: to === "/" }}>
          <span className={css.icon}>
            <Icon aria-hidden="true" />
            {to === "/chats" ? (
              <span className={css.badge}>
                <Badge count={unread} label={t("nav.unread", { count: unread })} />
              </span>
            ) : null}
          </span>
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}

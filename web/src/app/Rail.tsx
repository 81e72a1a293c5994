import type { Account } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Avatar } from "../design/components/Avatar.tsx";
import { Logo } from "../design/components/Logo.tsx";
import { useRows } from "../engine/engine.tsx";
import { useWords } from "../words/use-words.tsx";
import { PlaceLink } from "./PlaceLink.tsx";
import { PLACES } from "./places.ts";
import css from "./Rail.module.css";

/** The leftmost column: places, clubs, myself. */
export function Rail({ account }: { readonly account: Account }) {
  const { t } = useWords();
  const clubs = useRows("clubs", {});
  return (
    <nav className={css.rail} aria-label={t("nav.label")}>
      <div className={css.logo}>
        <Logo size={40} />
      </div>
      <ul className={css.places}>
        {PLACES.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} css={css} />
          </li>
        ))}
      </ul>
      <hr className={css.line} />
      <ul className={css.clubs} aria-label={t("nav.clubs")}>
        {clubs.map((club) => (
          <li key={club.id}>
            <Link to="/club/$clubId" params={{ clubId: club.id }} className={css.club} title={club.name}>
              <Avatar id={club.id} name={club.name} mxc={club.avatar} size={44} square />
              <span className="hidden-visually">{club.name}</span>
              {club.unread > 0 ? <span className={css.dot} /> : null}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/clubs" className={css.add} title={t("nav.add-club")}>
            <Plus aria-hidden="true" />
            <span className="hidden-visually">{t("nav.add-club")}</span>
          </Link>
        </li>
      </ul>
      <Link to="/settings" className={css.me} title={account.displayName}>
        <Avatar id={account.userId} name={account.displayName} mxc={account.avatar} size={40} />
        <span className="hidden-visually">{t("nav.settings", { name: account.displayName })}</span>
      </Link>
    </nav>
  );
}

import { Link } from "@tanstack/react-router";
import { Badge } from "../design/components/Badge.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Place } from "./places.ts";
import { useUnread } from "./use-unread.ts";

type PlaceLinkProps = {
  readonly place: Place;
  /** Classes: of the link, of the icon in it, of the number at the icon. */
  readonly css: { readonly place?: string; readonly icon?: string; readonly badge?: string };
};

/** A way to one place, with how much is unread there. */
export function PlaceLink({ place: { to, words, icon: Icon }, css }: PlaceLinkProps) {
  const { t } = useWords();
  const unread = useUnread();
  return (
    <Link to={to} className={css.place} activeOptions={{ exact: to === "/" }}>
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
  );
}

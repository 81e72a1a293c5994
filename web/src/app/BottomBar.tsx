import { useWords } from "../words/use-words.tsx";
import css from "./BottomBar.module.css";
import { PlaceLink } from "./PlaceLink.tsx";
import { CLUBS, PLACES } from "./places.ts";

/** The rail of small screens. */
export function BottomBar() {
  const { t } = useWords();
  return (
    <nav className={css.bar} aria-label={t("nav.label")}>
      {[...PLACES, CLUBS].map((place) => (
        <PlaceLink key={place.to} place={place} css={css} />
      ))}
    </nav>
  );
}

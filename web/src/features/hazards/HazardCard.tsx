import type { HazardRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import link from "../../design/link.module.css";
import { useWords } from "../../words/use-words.tsx";
import css from "./HazardCard.module.css";
import { HazardMenu } from "./HazardMenu.tsx";

/** One hazard that stands: what, where, how long, and by whom. */
export function HazardCard({ hazard }: { readonly hazard: HazardRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const { kind, headline, description, radius_m: radius, expiresMs, reporter } = hazard;
  const size = radius < 1_000 ? formats.height(radius) : formats.distance(radius);
  const until = t("map.hazard.until", { time: formats.stamp(expiresMs, now), name: reporter.name });
  return (
    <div className={css.card}>
      <TriangleAlert className={css.icon} aria-hidden="true" />
      <div className={css.text}>
        <b className={css.headline}>{headline}</b>
        {description === undefined ? null : <p className={css.description}>{description}</p>}
        <span className={css.fact}>{`${t(`hazard.${kind}`)} · ${t("map.hazard.radius", { radius: size })}`}</span>
        <span className={css.fact}>{until}</span>
        <Link to="/map" className={link.text}>
          {t("map.open")}
        </Link>
      </div>
      <HazardMenu hazard={hazard} />
    </div>
  );
}

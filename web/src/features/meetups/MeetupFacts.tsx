import type { MeetupRow } from "@paceline/protocol/port";
import { Clock, MapPin, Route } from "lucide-react";
import { useWords } from "../../words/use-words.tsx";
import css from "./MeetupFacts.module.css";

/** When, where and how far, in one line that wraps. `day` also names the day. */
export function MeetupFacts({
  meetup,
  now,
  day = false,
}: {
  readonly meetup: MeetupRow;
  readonly now: number;
  readonly day?: boolean;
}) {
  const { t, formats } = useWords();
  const { block, startMs } = meetup;
  const { timeZone } = block.start;
  const time = formats.timeIn(startMs, timeZone);
  const length = [
    block.distance_m === undefined ? undefined : formats.distance(block.distance_m),
    block.ascent_m === undefined ? undefined : t("meetup.climb", { height: formats.height(block.ascent_m) }),
  ].filter((part) => part !== undefined);
  return (
    <ul className={css.facts}>
      <li>
        <Clock aria-hidden="true" />
        <time dateTime={block.start.utc}>{day ? `${formats.dayName(startMs, now, timeZone)}, ${time}` : time}</time>
        {formats.differs(startMs, timeZone) ? (
          <span className={css.dim}>{t("meetup.your-time", { time: formats.time(startMs) })}</span>
        ) : null}
      </li>
      {block.place === undefined ? null : (
        <li>
          <MapPin aria-hidden="true" />
          {block.place.name}
        </li>
      )}
      {length.length === 0 ? null : (
        <li>
          <Route aria-hidden="true" />
          {length.join(", ")}
        </li>
      )}
    </ul>
  );
}

import type { MeetupRow } from "@paceline/protocol/port";
import { useNow } from "../../app/clock.tsx";
import { Say, useWords } from "../../words/use-words.tsx";
import css from "./Seats.module.css";

/** How full it is, as a number and as a bar, and until when one can answer. */
export function Seats({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const { going, block } = meetup;
  const { capacity, rsvp_by: closes } = block;
  const until = closes === undefined ? undefined : Date.parse(closes);
  return (
    <div className={css.seats}>
      <p className={css.line}>
        <span className={css.going}>
          <Say id="meetup.going" values={{ count: going }} parts={{ b: <strong /> }} />
        </span>
        <span className={css.dim}>
          {[
            capacity === undefined ? undefined : t("meetup.of", { capacity }),
            until === undefined || until < now
              ? undefined
              : t("meetup.close", { when: `${formats.dayWord(until, now)} ${formats.time(until)}` }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      {capacity === undefined ? null : (
        <div className={css.track} aria-hidden="true">
          <div style={{ inlineSize: `${Math.min(100, (going / capacity) * 100)}%` }} />
        </div>
      )}
    </div>
  );
}

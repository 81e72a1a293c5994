import type { MeetupRow } from "@paceline/protocol/port";
import { MeetupLine } from "./MeetupLine.tsx";
import css from "./MeetupLines.module.css";

/** Meetups one below the other. `club`: says whose each is. */
export function MeetupLines({
  meetups,
  club = true,
}: {
  readonly meetups: readonly MeetupRow[];
  readonly club?: boolean;
}) {
  return (
    <ul className={css.lines}>
      {meetups.map((meetup) => (
        <li key={meetup.id}>
          <MeetupLine meetup={meetup} club={club} />
        </li>
      ))}
    </ul>
  );
}

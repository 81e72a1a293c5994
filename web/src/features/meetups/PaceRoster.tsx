import type { Attendee, MeetupRow } from "@paceline/protocol/port";
import { Avatar } from "../../design/components/Avatar.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./PaceRoster.module.css";
import { byPace, headCount } from "./roster-groups.ts";

/** Who comes, by pace group. `brief`: faces only, for cards. */
export function PaceRoster({ meetup, brief = false }: { readonly meetup: MeetupRow; readonly brief?: boolean }) {
  const { t, formats } = useWords();
  const groups = byPace(meetup.confirmed, meetup.block.pace_groups);
  const titled = meetup.block.pace_groups.length > 0;
  return (
    <ul className={css.groups} data-brief={brief || undefined}>
      {groups.map(({ group, people }) => (
        <li key={group?.id ?? "any"} className={css.group}>
          {titled ? (
            <p className={css.head}>
              <b>{group?.id ?? t("meetup.roster.any")}</b>
              <span>
                {group === undefined
                  ? ""
                  : [
                      group.speed_kmh === undefined ? undefined : formats.speed(group.speed_kmh),
                      group.name === group.id || (brief && group.speed_kmh !== undefined) ? undefined : group.name,
                    ]
                      .filter(Boolean)
                      .join(", ")}
              </span>
              <span className={css.count}>{headCount(people)}</span>
            </p>
          ) : null}
          <ul className={css.people}>
            {people.map((person) => (
              <Rider key={person.userId} person={person} brief={brief} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Rider({ person, brief }: { readonly person: Attendee; readonly brief: boolean }) {
  const { t } = useWords();
  const first = person.name.split(" ")[0] ?? person.name;
  return (
    <li className={css.person} title={person.note ?? person.name}>
      <Avatar id={person.userId} name={person.name} mxc={person.avatar} size={brief ? 28 : 26} />
      <span className={brief ? "hidden-visually" : undefined}>
        {person.guests === 0 ? first : t("meetup.with-guests", { name: first, guests: person.guests })}
      </span>
      {brief && person.guests > 0 ? <span className={css.plus} aria-hidden="true">{`+${person.guests}`}</span> : null}
    </li>
  );
}

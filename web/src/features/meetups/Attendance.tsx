import type { MeetupRow } from "@paceline/protocol/port";
import { AvatarStack } from "../../design/components/Avatar.tsx";
import { Say, useWords } from "../../words/use-words.tsx";
import css from "./Attendance.module.css";

/** A few faces and the numbers: going, of how many, maybe. */
export function Attendance({ meetup, size = 28 }: { readonly meetup: MeetupRow; readonly size?: number }) {
  const { t } = useWords();
  const { confirmed, going, maybe, block } = meetup;
  if (going === 0 && maybe.length === 0) return <p className={css.none}>{t("meetup.nobody")}</p>;
  return (
    <p className={css.attendance}>
      <AvatarStack people={confirmed.map((one) => ({ id: one.userId, name: one.name, mxc: one.avatar }))} size={size} />
      <span>
        <Say id="meetup.going" values={{ count: going }} parts={{ b: <strong /> }} />
        {block.capacity === undefined ? null : (
          <span className={css.dim}> {t("meetup.of", { capacity: block.capacity })}</span>
        )}
        {maybe.length === 0 ? null : ` · ${t("meetup.maybe", { count: maybe.length })}`}
      </span>
    </p>
  );
}

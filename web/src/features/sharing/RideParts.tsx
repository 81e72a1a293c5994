import { whoHas } from "@paceline/domain/meetups";
import type { MeetupRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./RideParts.module.css";

type Part = "lead" | "sweep";
type Group = MeetupRow["block"]["pace_groups"][number];
const PARTS: readonly Part[] = ["lead", "sweep"];
const NOBODY = "";

/** Who leads and who sweeps, for the whole meetup or each of its pace groups. An organiser chooses among those who come. */
export function RideParts({ meetup, ahead }: { readonly meetup: MeetupRow; readonly ahead: boolean }) {
  const { t } = useWords();
  const { pace_groups: groups, parts = [] } = meetup.block;
  const [choosing, setChoosing] = useState(false);
  const may = ahead && meetup.may.change;
  if (!may && parts.length === 0) return null;
  return (
    <section className={css.parts} aria-label={t("ride.parts")}>
      <div className={css.head}>
        <h2>{t("ride.parts")}</h2>
        {may ? (
          <Button size="s" look="quiet" aria-expanded={choosing} onPress={() => setChoosing(!choosing)}>
            {t(choosing ? "ride.chosen" : "ride.choose")}
          </Button>
        ) : null}
      </div>
      {may && choosing ? (
        groups.length === 0 ? (
          <Choices meetup={meetup} />
        ) : (
          groups.map((group) => <Choices key={group.id} meetup={meetup} group={group} />)
        )
      ) : (
        <Named meetup={meetup} />
      )}
    </section>
  );
}

function Named({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const groups = [undefined, ...meetup.block.pace_groups];
  const named = groups.flatMap((group) =>
    PARTS.flatMap((part) => {
      const user = whoHas(meetup.block, part, group?.id);
      return user === undefined ? [] : [{ key: `${part} ${group?.id}`, part, group, user }];
    }),
  );
  if (named.length === 0) return <p className={css.none}>{t("ride.parts.none")}</p>;
  return (
    <ul className={css.named}>
      {named.map(({ key, part, group, user }) => (
        <li key={key}>
          <Pill>{t(`map.part.${part}`)}</Pill>
          <b>{nameOf(meetup, user)}</b>
          {group === undefined ? null : <span>{group.name}</span>}
        </li>
      ))}
    </ul>
  );
}

function Choices({ meetup, group }: { readonly meetup: MeetupRow; readonly group?: Group }) {
  return (
    <div className={css.group}>
      {PARTS.map((part) => (
        <PartChoice key={part} meetup={meetup} group={group} part={part} />
      ))}
    </div>
  );
}

function PartChoice({
  meetup,
  group,
  part,
}: {
  readonly meetup: MeetupRow;
  readonly group: Group | undefined;
  readonly part: Part;
}) {
  const { t } = useWords();
  const act = useAct();
  const { sequence } = meetup.block;
  // What was just chosen is shown until the card says something newer.
  const [chosen, setChosen] = useState<{ readonly user: string; readonly sequence: number }>();
  const now = whoHas(meetup.block, part, group?.id) ?? NOBODY;
  const shown = chosen?.sequence === sequence ? chosen.user : now;
  const people = peopleOf(meetup, group?.id);
  const choose = async (user: string) => {
    setChosen({ user, sequence });
    const userId = people.find((one) => one.userId === user)?.userId;
    const done = await act("setRidePart", {
      cardId: meetup.id,
      part,
      ...(group === undefined ? {} : { pace: group.id }),
      ...(userId === undefined ? {} : { userId }),
    });
    if (!done.ok) setChosen(undefined);
  };
  const known = people.some(({ userId }) => userId === shown) || shown === NOBODY;
  const options = [
    { value: NOBODY, label: t("ride.nobody") },
    ...people.map(({ userId, name }) => ({ value: userId as string, label: name })),
    ...(known ? [] : [{ value: shown, label: nameOf(meetup, shown) }]),
  ];
  const word = t(`map.part.${part}`);
  return (
    <Choice
      label={group === undefined ? word : t("ride.part.of", { part: word, group: group.name })}
      quiet
      options={options}
      value={shown}
      onChange={(user) => void choose(user)}
    />
  );
}

/** Who may come, those of the group first; each once. */
function peopleOf({ confirmed, maybe }: MeetupRow, pace: string | undefined) {
  const all = [...confirmed, ...maybe];
  const first = all.filter((one) => one.pace === pace);
  return [...new Map([...first, ...all].map((one) => [one.userId, one])).values()];
}

const nameOf = ({ confirmed, maybe, waitlist, no }: MeetupRow, user: string): string =>
  [...confirmed, ...maybe, ...waitlist, ...no].find(({ userId }) => userId === user)?.name ?? user;

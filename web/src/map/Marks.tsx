import { MapPin, TriangleAlert } from "lucide-react";
import { Avatar } from "../design/components/Avatar.tsx";
import { useWords } from "../words/use-words.tsx";
import type { MapContent, MapPerson } from "./content.ts";
import { isSpot } from "./geo.ts";
import css from "./Marks.module.css";
import { Pinned } from "./Pinned.tsx";
import type { RunningMap } from "./start-map.ts";

type MarksProps = {
  readonly map: RunningMap;
  readonly content: MapContent;
  /** Who gets a face. */
  readonly near: readonly MapPerson[];
  readonly chosen: string | undefined;
  readonly onChoose: ((id: string) => void) | undefined;
};

/** Faces, needles and signs. A press chooses one; keyboard and screen reader do it in the list. */
export function Marks({ map, content, near, chosen, onChoose }: MarksProps) {
  const { t } = useWords();
  const choose = (id: string) => ({
    tabIndex: -1,
    onClick: () => onChoose?.(id),
    "data-chosen": id === chosen || undefined,
  });
  return (
    <>
      {content.signs.filter(isSpot).map((sign) => (
        <Pinned key={sign.id} map={map} spot={sign}>
          <button type="button" className={css.sign} title={sign.name} {...choose(sign.id)}>
            <TriangleAlert />
          </button>
        </Pinned>
      ))}
      {content.places.filter(isSpot).map((place) => (
        <Pinned key={place.id} map={map} spot={place} foot>
          <button type="button" className={css.needle} title={place.name} {...choose(place.id)}>
            <MapPin />
          </button>
        </Pinned>
      ))}
      {near.filter(isSpot).map((person) => (
        <Pinned key={person.id} map={map} spot={person}>
          <button
            type="button"
            className={css.face}
            title={person.name}
            data-mine={person.mine || undefined}
            data-faded={person.faded || undefined}
            {...choose(person.id)}
          >
            <Avatar id={person.face.id} name={person.name} mxc={person.face.mxc} size={34} />
            {person.part === undefined ? null : <span className={css.part}>{t(`map.part.${person.part}`)}</span>}
          </button>
        </Pinned>
      ))}
    </>
  );
}

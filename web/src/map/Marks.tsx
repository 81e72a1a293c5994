import { MapPin, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { Avatar } from "../design/components/Avatar.tsx";
import { useWords } from "../words/use-words.tsx";
import type { MapContent, MapPerson, MapPlace, MapSign } from "./content.ts";
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
  const rest = (id: string) => ({ map, chosen: id === chosen, onChoose });
  return (
    <>
      {content.signs.filter(isSpot).map((sign) => (
        <Sign key={sign.id} mark={sign} {...rest(sign.id)} />
      ))}
      {content.places.filter(isSpot).map((place) => (
        <Needle key={place.id} mark={place} {...rest(place.id)} />
      ))}
      {near.filter(isSpot).map((person) => (
        <Face key={person.id} mark={person} {...rest(person.id)} />
      ))}
    </>
  );
}

type MarkProps<What> = Pick<MarksProps, "map" | "onChoose"> & { readonly mark: What; readonly chosen: boolean };

/** What every mark has. Each is rendered again only when there is news of it: while hundreds move, most stand. */
const pressed = ({ mark, chosen, onChoose }: MarkProps<{ readonly id: string; readonly name: string }>) => ({
  title: mark.name,
  tabIndex: -1,
  onClick: () => onChoose?.(mark.id),
  "data-chosen": chosen || undefined,
});

const Sign = memo(function Sign(props: MarkProps<MapSign>) {
  return (
    <Pinned map={props.map} spot={props.mark}>
      <button type="button" className={css.sign} {...pressed(props)}>
        <TriangleAlert />
      </button>
    </Pinned>
  );
});

const Needle = memo(function Needle(props: MarkProps<MapPlace>) {
  return (
    <Pinned map={props.map} spot={props.mark} foot>
      <button type="button" className={css.needle} {...pressed(props)}>
        <MapPin />
      </button>
    </Pinned>
  );
});

const Face = memo(function Face(props: MarkProps<MapPerson>) {
  const { t } = useWords();
  const { face, name, mine, faded, part } = props.mark;
  return (
    <Pinned map={props.map} spot={props.mark}>
      <button
        type="button"
        className={css.face}
        data-mine={mine || undefined}
        data-faded={faded || undefined}
        data-part={part}
        {...pressed(props)}
      >
        <Avatar id={face.id} name={name} mxc={face.mxc} size={34} />
        {part === undefined ? null : <span className={css.part}>{t(`map.part.${part}`)}</span>}
      </button>
    </Pinned>
  );
});

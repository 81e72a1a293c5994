import { LocateFixed } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useRows } from "../../engine/engine.tsx";
import type { Spot } from "../../map/geo.ts";
import { PickMap } from "../../map/PickMap.tsx";
import { spotOfText, textOfSpot } from "../../map/spot-text.ts";
import { useWords } from "../../words/use-words.tsx";
import { placeOf } from "../map/on-map.ts";
import { WhereaboutsNote } from "../map/WhereaboutsNote.tsx";

type PickPlaceDialogProps = {
  /** Where it is now. */
  readonly spot: Spot | undefined;
  readonly onPick: (spot: Spot) => void;
  readonly onClose: () => void;
};

/** A meeting point by map, by coordinates or by where one stands; each of them shows in the others. */
export function PickPlaceDialog({ spot, onPick, onClose }: PickPlaceDialogProps) {
  const { t } = useWords();
  const { whereabouts, locate } = useWhereabouts();
  const others = useRows("meetups", {}).map(placeOf);
  const [target, setTarget] = useState(spot);
  const [text, setText] = useState(spot === undefined ? "" : textOfSpot(spot));
  const typed = spotOfText(text);
  /** The map comes to rest by itself as well (its first picture, a turned phone); that must not take away what is typed or marked in the field. */
  const inField = useRef(false);
  const goTo = (next: Spot) => {
    setTarget(next);
    setText(textOfSpot(next));
  };

  const asked = useRef(false);
  const here = whereabouts.is === "known" ? whereabouts.fix : undefined;
  const arrive = useEffectEvent((fix: Spot) => {
    if (asked.current) goTo(fix);
    asked.current = false;
  });
  useEffect(() => {
    if (here !== undefined) arrive(here);
  }, [here]);

  const take = () => {
    if (typed !== undefined) onPick(typed);
  };
  return (
    <Dialog
      title={t("pick.title")}
      open
      wide
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={typed === undefined} onPress={take}>
          {t("pick.use")}
        </Button>
      }
    >
      <p>{t("pick.hint")}</p>
      <PickMap
        target={target}
        around={others.filter((place) => place !== undefined)}
        onRest={(middle) => {
          if (!inField.current) setText(textOfSpot(middle));
        }}
        onTake={take}
      />
      <Field
        label={t("pick.typed")}
        hint={t("pick.typed.hint")}
        error={text !== "" && typed === undefined ? t("pick.typed.wrong") : undefined}
        value={text}
        onFocus={() => {
          inField.current = true;
        }}
        onChange={setText}
        onBlur={() => {
          inField.current = false;
          if (typed !== undefined) setTarget(typed);
        }}
      />
      <WhereaboutsNote />
      <div>
        <Button
          icon={<LocateFixed />}
          onPress={() => {
            asked.current = true;
            locate();
          }}
        >
          {t("pick.here")}
        </Button>
      </div>
    </Dialog>
  );
}

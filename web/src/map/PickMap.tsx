import { MapPin, Minus, Plus } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { IconButton } from "../design/components/IconButton.tsx";
import { useWords } from "../words/use-words.tsx";
import { Credit } from "./Credit.tsx";
import { boxAround, type Spot } from "./geo.ts";
import "./map.css";
import css from "./PickMap.module.css";
import type { RunningMap } from "./start-map.ts";
import { useRunningMap } from "./use-running-map.ts";

type PickMapProps = {
  /** Where the map goes: another one moves it there. */
  readonly target: Spot | undefined;
  /** Without a target it opens around these. */
  readonly around: readonly Spot[];
  /** The place under the needle, each time the map comes to rest. */
  readonly onRest: (middle: Spot) => void;
  /** Enter on the map. */
  readonly onTake: () => void;
};

/** A needle that stays in the middle and a map that moves under it: by dragging, by arrow keys, by pressing where it should stand. */
export function PickMap({ target, around, onRest, onTake }: PickMapProps) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const running = useRef<RunningMap>(undefined);
  const state = useRunningMap(place, {
    label: t("pick.label"),
    still: false,
    onPress: (spot) => running.current?.goTo(spot),
    onRest,
  });
  const map = state.is === "here" ? state.map : undefined;
  useEffect(() => {
    running.current = map;
  }, [map]);
  const open = useEffectEvent((on: RunningMap) => {
    // It opens where the place is: a map that is still on its way there would be moved from somewhere else.
    const box = boxAround(target === undefined ? around : [target]);
    if (box !== undefined) on.fit(box, "at once");
  });
  useEffect(() => {
    if (map !== undefined) open(map);
  }, [map]);
  useEffect(() => {
    if (target !== undefined) map?.goTo(target, "close up");
  }, [map, target]);
  if (state.is === "none") return <p className={css.none}>{t(`map.${state.why}`)}</p>;
  return (
    <div
      className={css.frame}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLCanvasElement) onTake();
      }}
    >
      <div ref={place} className={css.map} />
      <span className={css.needle} aria-hidden="true">
        <MapPin />
      </span>
      {map === undefined ? null : (
        <div className={css.controls}>
          <IconButton label={t("map.zoom-in")} keys="+" look="line" onPress={() => map.zoom(1)}>
            <Plus />
          </IconButton>
          <IconButton label={t("map.zoom-out")} keys="-" look="line" onPress={() => map.zoom(-1)}>
            <Minus />
          </IconButton>
        </div>
      )}
      <Credit tiles={state.is === "here" ? state.credit : undefined} />
    </div>
  );
}

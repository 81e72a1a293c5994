import { useEffect, useEffectEvent, useRef } from "react";
import { type MapContent, spotsOf } from "./content.ts";
import { boxAround, isSpot, type Spot } from "./geo.ts";
import type { RunningMap } from "./start-map.ts";

export type Camera = {
  /** Brings everything into view; absent while there is nothing. */
  readonly fitAll: (() => void) | undefined;
  /** Goes to my place, or asks for it and goes there as soon as it is known; absent where nobody can tell. */
  readonly toMe: (() => void) | undefined;
};

const boxOf = (content: MapContent) => boxAround(spotsOf(content).filter(isSpot));
const meIn = ({ me, people }: MapContent): Spot | undefined => me ?? people.find(({ mine }) => mine);

/** Where the map looks: at everything when it opens, then at what was chosen or at whom one follows, wherever they ride. */
export function useCamera(
  map: RunningMap | undefined,
  content: MapContent,
  chosen: string | undefined,
  following: string | undefined,
  onLocate: (() => void) | undefined,
): Camera {
  const { people, places, signs } = content;
  const fitFirst = useEffectEvent((on: RunningMap) => {
    const box = boxOf(content);
    if (box !== undefined) on.fit(box, "at once");
  });
  // The box itself is reckoned when somebody wants it, not each time somebody moves.
  const hasContent = people.some(isSpot) || places.some(isSpot) || signs.some(isSpot) || content.me !== undefined;
  useEffect(() => {
    if (map !== undefined && hasContent) fitFirst(map);
  }, [map, hasContent]);

  const lookAt = useEffectEvent((wanted: string) => {
    const found = [...people, ...places, ...signs].find(({ id }) => id === wanted);
    if (found !== undefined) map?.goTo(found, "close up");
  });
  useEffect(() => {
    if (chosen !== undefined) lookAt(chosen);
  }, [chosen]);

  // Looked at when a button is pressed, so that the buttons are the same ones while people move.
  const latest = useRef(content);
  useEffect(() => {
    latest.current = content;
  }, [content]);
  const fitAll = () => {
    const all = boxOf(latest.current);
    if (all !== undefined) map?.fit(all);
  };

  const { latitude, longitude } = people.find(({ id }) => id === following) ?? {};
  useEffect(() => {
    if (latitude !== undefined && longitude !== undefined) map?.goTo({ latitude, longitude }, "close up");
  }, [map, latitude, longitude]);

  const awaited = useRef(false);
  const arrive = useEffectEvent(() => {
    if (awaited.current && content.me !== undefined) map?.goTo(content.me, "close up");
    awaited.current = false;
  });
  const known = content.me !== undefined;
  useEffect(() => {
    if (known) arrive();
  }, [known]);

  const toMe = () => {
    const me = meIn(latest.current);
    if (me !== undefined) return map?.goTo(me, "close up");
    awaited.current = true;
    onLocate?.();
  };
  return {
    fitAll: hasContent ? fitAll : undefined,
    toMe: onLocate === undefined && meIn(content) === undefined ? undefined : toMe,
  };
}

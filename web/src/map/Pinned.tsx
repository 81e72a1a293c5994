import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Spot } from "./geo.ts";
import type { Pin, RunningMap } from "./start-map.ts";

/** Something of ours that stays at a place of the map. Hidden from screen readers, for which the list beside the map says the same. */
export function Pinned({
  map,
  spot,
  foot = false,
  children,
}: {
  readonly map: RunningMap;
  readonly spot: Spot;
  /** Its lower edge is the place, as with a needle; otherwise its middle. */
  readonly foot?: boolean;
  readonly children: ReactNode;
}) {
  const [element] = useState(() => document.createElement("div"));
  const pin = useRef<Pin>(undefined);
  const stick = useEffectEvent((on: RunningMap, what: HTMLElement) => on.pin(what, spot, foot));
  useEffect(() => {
    element.setAttribute("aria-hidden", "true");
    const stuck = stick(map, element);
    pin.current = stuck;
    return () => stuck.end();
  }, [map, element]);
  const { latitude, longitude } = spot;
  useEffect(() => pin.current?.move({ latitude, longitude }), [latitude, longitude]);
  return createPortal(children, element);
}

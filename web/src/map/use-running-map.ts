import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { usePreferences } from "../app/preferences.tsx";
import type { Spot } from "./geo.ts";
import type { RunningMap } from "./start-map.ts";

export type MapState =
  | { readonly is: "loading" }
  | { readonly is: "here"; readonly map: RunningMap; readonly credit?: string }
  /** `no-webgl`: the browser cannot draw it; `not-loaded`: its code could not be fetched. */
  | { readonly is: "none"; readonly why: "no-webgl" | "not-loaded" };

type Wanted = {
  readonly label: string;
  readonly still: boolean;
  readonly onPress?: ((spot: Spot) => void) | undefined;
  readonly onRest?: ((middle: Spot) => void) | undefined;
  readonly onHand?: (() => void) | undefined;
};

/** Fetches the map library and runs a map in the element for as long as the view stands. */
export function useRunningMap(
  place: RefObject<HTMLElement | null>,
  { label, still, onPress, onRest, onHand }: Wanted,
): MapState {
  const [state, setState] = useState<MapState>({ is: "loading" });
  const language = usePreferences((preferences) => preferences.language);
  const units = usePreferences((preferences) => preferences.units);
  const pressed = useEffectEvent((spot: Spot) => onPress?.(spot));
  const rested = useEffectEvent((middle: Spot) => onRest?.(middle));
  const taken = useEffectEvent(() => onHand?.());
  useEffect(() => {
    let running: RunningMap | undefined;
    let gone = false;
    const onCredit = (credit: string): void =>
      setState((before) => (before.is === "here" ? { ...before, credit } : before));
    async function start(): Promise<void> {
      const { startMap } = await import("./start-map.ts");
      if (gone || place.current === null) return;
      try {
        running = startMap(place.current, {
          label,
          language,
          units,
          still,
          onPress: pressed,
          onRest: rested,
          onHand: taken,
          onCredit,
        });
        setState({ is: "here", map: running });
      } catch {
        setState({ is: "none", why: "no-webgl" });
      }
    }
    start().catch(() => setState({ is: "none", why: "not-loaded" }));
    return () => {
      gone = true;
      running?.end();
    };
  }, [place, label, language, units, still]);
  return state;
}

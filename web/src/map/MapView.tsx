import { type KeyboardEvent, useEffect, useRef } from "react";
import { useWords } from "../words/use-words.tsx";
import type { MapContent } from "./content.ts";
import { Credit } from "./Credit.tsx";
import "./map.css";
import css from "./MapView.module.css";
import { MapControls } from "./MapControls.tsx";
import { Marks } from "./Marks.tsx";
import { nearest } from "./near.ts";
import { useCamera } from "./use-camera.ts";
import { useRunningMap } from "./use-running-map.ts";

type MapViewProps = {
  /** What a screen reader calls it; the list beside it says the same in words. */
  readonly label: string;
  readonly content: MapContent;
  readonly chosen?: string | undefined;
  readonly onChoose?: ((id: string) => void) | undefined;
  /** Whose place stays in the middle. */
  readonly following?: string | undefined;
  /** Moved by hand, so nobody is followed any more. */
  readonly onHand?: (() => void) | undefined;
  /** Asks where this device is. */
  readonly onLocate?: (() => void) | undefined;
  /** Esc on the map: where the focus goes. */
  readonly onEscape?: (() => void) | undefined;
  /** To look at only, in cards. */
  readonly still?: boolean;
};

/** A map. It opens with everything in view; then only people move it, and whom they follow. */
export function MapView(props: MapViewProps) {
  const { label, content, chosen, onChoose, following, onHand, onLocate, onEscape, still = false } = props;
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const state = useRunningMap(place, { label, still, onHand });
  const map = state.is === "here" ? state.map : undefined;
  const near = nearest(content, chosen);

  useEffect(() => map?.show({ content, near }), [map, content, near]);

  const { fitAll, toMe } = useCamera(map, content, chosen, following, onLocate);

  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || onEscape === undefined) return;
    event.stopPropagation();
    onEscape();
  };
  return (
    <div className={css.frame} onKeyDown={keys} role="presentation">
      <div ref={place} className={css.map} hidden={state.is === "none"} />
      {state.is === "none" ? <p className={css.none}>{t(`map.${state.why}`)}</p> : null}
      {map === undefined ? null : (
        <>
          <Marks map={map} content={content} near={near} chosen={chosen} onChoose={onChoose} />
          {still ? null : <MapControls map={map} fitAll={fitAll} toMe={toMe} />}
          <Credit tiles={state.is === "here" ? state.credit : undefined} />
        </>
      )}
    </div>
  );
}

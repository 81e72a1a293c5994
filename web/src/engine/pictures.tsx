import type { MxcUri } from "@paceline/protocol";
import { useSyncExternalStore } from "react";
import { useEngine } from "./engine.tsx";

const NOTHING = () => () => undefined;

/** Object URL of a picture in the size it is shown, `undefined` until it is there or when it cannot be had. */
export function usePicture(mxc: MxcUri | undefined, cssPixels: number): string | undefined {
  const { pictures } = useEngine();
  const pixels = Math.ceil(cssPixels * globalThis.devicePixelRatio);
  return useSyncExternalStore(mxc === undefined ? NOTHING : (listener) => pictures.watch(mxc, pixels, listener), () =>
    mxc === undefined ? undefined : pictures.url(mxc, pixels),
  );
}

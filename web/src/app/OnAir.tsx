import { Suspense } from "react";
import { useRows } from "../engine/engine.tsx";
import { LaterWords } from "../words/LaterWords.tsx";
import { whenShown } from "../host/when-shown.ts";

const SharingBar = whenShown(async () => (await import("../features/sharing/SharingBar.tsx")).SharingBar);
const TakeFixes = whenShown(async () => (await import("./TakeFixes.tsx")).TakeFixes);

const TimerNote = whenShown(async () => (await import("../features/safety/TimerNote.tsx")).TimerNote);

/**
 * While a share of mine lives, every page says so, and this page measures where it is if this device began it. It measures for a safety timer of mine as well, whose alert carries the last
 * position; and what that timer asks or holds on to is said on every page. Neither: nothing is asked of the browser.
 */
export function OnAir() {
  const mine = useRows("shares", {}).filter((share) => share.mine && share.live);
  // Of another device's share this one knows no precision.
  const feeds = mine.some(({ precision }) => precision !== undefined);
  const [timer] = useRows("timer", {});
  const timed = timer !== undefined && timer.state !== "ended";
  return (
    <Suspense>
      {timer === undefined ? null : (
        <LaterWords>
          <TimerNote timer={timer} />
        </LaterWords>
      )}
      {mine.length === 0 ? null : (
        <LaterWords>
          <SharingBar shares={mine} />
        </LaterWords>
      )}
      {feeds || timed ? <TakeFixes /> : null}
    </Suspense>
  );
}

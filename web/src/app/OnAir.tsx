import { lazy, Suspense } from "react";
import { useRows } from "../engine/engine.tsx";
import { LaterWords } from "../words/LaterWords.tsx";

const SharingBar = lazy(async () => ({ default: (await import("../features/sharing/SharingBar.tsx")).SharingBar }));
const TakeFixes = lazy(async () => ({ default: (await import("./TakeFixes.tsx")).TakeFixes }));

/**
 * While a share of mine lives, every page says so and this page measures where it is. It measures for a safety timer of mine as well, whose alert carries the last
 * position. Neither: nothing is asked of the browser.
 */
export function OnAir() {
  const mine = useRows("shares", {}).filter((share) => share.mine && share.live);
  const timed = useRows("timer", {}).some(({ state }) => state !== "ended");
  return (
    <Suspense>
      {mine.length === 0 ? null : (
        <LaterWords>
          <SharingBar shares={mine} />
        </LaterWords>
      )}
      {mine.length === 0 && !timed ? null : <TakeFixes />}
    </Suspense>
  );
}

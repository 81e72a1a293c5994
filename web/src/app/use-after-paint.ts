import { useEffect, useState } from "react";

/** A tab in the background paints nothing, and is told of alerts all the same. */
const UNSEEN_MS = 1_000;

/** Whether the first picture stands: what few people need at once, and what brings code of its own, comes after it. */
export function useAfterPaint(): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const done = () => setAfter(true);
    const unseen = setTimeout(done, UNSEEN_MS);
    const frame = requestAnimationFrame(() => setTimeout(done));
    return () => {
      clearTimeout(unseen);
      cancelAnimationFrame(frame);
    };
  }, []);
  return after;
}

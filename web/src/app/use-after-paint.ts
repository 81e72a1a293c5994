import { useEffect, useState } from "react";

/** A tab in the background paints nothing, and is told of alerts all the same. */
const UNSEEN_MS = 1_000;

/**
 * Whether the first picture stands (first contentful paint, W3C Paint Timing; a frame that was handed over is not on the screen yet): what few people need at once, and what brings code of its
 * own, comes after it.
 */
export function useAfterPaint(): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const done = () => setAfter(true);
    const unseen = setTimeout(done, UNSEEN_MS);
    const observer = new PerformanceObserver((paints) => {
      if (paints.getEntriesByName("first-contentful-paint").length > 0) done();
    });
    observer.observe({ type: "paint", buffered: true });
    return () => {
      clearTimeout(unseen);
      observer.disconnect();
    };
  }, []);
  return after;
}

import type { EventId } from "@paceline/protocol";
import { type ReactNode, Suspense } from "react";
import { useRows } from "../../engine/engine.tsx";
import { LaterWords } from "../../words/LaterWords.tsx";
import { whenShown } from "../../host/when-shown.ts";

const HazardCard = whenShown(async () => (await import("./HazardCard.tsx")).HazardCard);

/** A report in a conversation. `fallback`: its words, for a hazard that is not there any more, or not yet. */
export function HazardInChat({ id, fallback }: { readonly id: EventId; readonly fallback: ReactNode }) {
  const hazard = useRows("hazards", {}).find((row) => row.id === id);
  if (hazard === undefined) return fallback;
  return (
    <Suspense fallback={fallback}>
      <LaterWords>
        <HazardCard hazard={hazard} />
      </LaterWords>
    </Suspense>
  );
}

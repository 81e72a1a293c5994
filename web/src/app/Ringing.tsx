import { Suspense } from "react";
import { useRows } from "../engine/engine.tsx";
import { whenShown } from "../host/when-shown.ts";
import { LaterWords } from "../words/LaterWords.tsx";

const AlertScreen = whenShown(async () => (await import("../features/safety/AlertScreen.tsx")).AlertScreen);

/** Alerts that ring for me, over whatever stands there. `pages`: whether the pages of the app can be gone to. */
export function Ringing({ pages }: { readonly pages: boolean }) {
  const ringing = useRows("alerts", {}).filter(({ ring }) => ring !== "no");
  if (ringing.length === 0) return null;
  return (
    <Suspense>
      <LaterWords>
        <AlertScreen alerts={ringing} pages={pages} />
      </LaterWords>
    </Suspense>
  );
}

import { Suspense, useEffect } from "react";
import { useRows } from "../engine/engine.tsx";
import { useHost } from "./host.tsx";
import { Ringing } from "./Ringing.tsx";
import { useUnread } from "./use-unread.ts";
import { whenShown } from "../host/when-shown.ts";

const VerificationDialog = whenShown(
  async () => (await import("../features/unlock/VerificationDialog.tsx")).VerificationDialog,
);

/** What is read as it comes leaves the badge alone, and nothing that somebody waits for stands behind it. */
const BADGE_MS = 250;

/**
 * What comes by itself while the app is open: the badge of the app's icon, verifications of another device or with another person, and alerts, which stand over
 * everything.
 */
export function Incoming() {
  const host = useHost();
  const unread = useUnread();
  const verification = useRows("verifications", {}).find((row) => row.incoming || row.person !== undefined);
  useEffect(() => {
    const later = setTimeout(() => void host.setBadge(unread), BADGE_MS);
    return () => clearTimeout(later);
  }, [host, unread]);
  return (
    <>
      <Suspense>
        {verification === undefined ? null : <VerificationDialog key={verification.id} verification={verification} />}
      </Suspense>
      <Ringing pages />
    </>
  );
}

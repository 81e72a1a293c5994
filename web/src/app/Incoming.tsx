import { lazy, Suspense, useEffect } from "react";
import { useRows } from "../engine/engine.tsx";
import { useHost } from "./host.tsx";
import { useUnread } from "./use-unread.ts";

const VerificationDialog = lazy(async () => ({
  default: (await import("../features/unlock/VerificationDialog.tsx")).VerificationDialog,
}));

/** What comes by itself while the app is open: the badge of the app's icon, and requests to verify another device of mine. */
export function Incoming() {
  const host = useHost();
  const unread = useUnread();
  const verification = useRows("verifications", {}).find((row) => row.incoming);
  useEffect(() => {
    void host.setBadge(unread);
  }, [host, unread]);
  return verification === undefined ? null : (
    <Suspense>
      <VerificationDialog key={verification.id} verification={verification} />
    </Suspense>
  );
}

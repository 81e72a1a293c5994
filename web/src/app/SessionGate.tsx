import { Suspense } from "react";
import { LinkBanner } from "./Banners.tsx";
import { BrokenPage } from "./BrokenPage.tsx";
import { useRows } from "../engine/engine.tsx";
import { Ringing } from "./Ringing.tsx";
import { useShared } from "./session-store.tsx";
import { Shell } from "./Shell.tsx";
import { Splash } from "./Splash.tsx";
import { useSession } from "./use-session.ts";
import { ThemeApplier } from "./ThemeApplier.tsx";
import { Toaster } from "./Toaster.tsx";
import { whenShown } from "../host/when-shown.ts";

const SignInPage = whenShown(async () => (await import("../features/sign-in/SignInPage.tsx")).SignInPage);
const SetUpPage = whenShown(async () => (await import("../features/set-up/SetUpPage.tsx")).SetUpPage);
const UnlockPage = whenShown(async () => (await import("../features/unlock/UnlockPage.tsx")).UnlockPage);
const ElsewherePage = whenShown(async () => (await import("./ElsewherePage.tsx")).ElsewherePage);

/** Which page stands before all others: signing in, setting up, unlocking, or the app itself at the address in the bar. */
function Stand() {
  const session = useSession();
  const rooms = useRows("rooms", {});
  const settingUp = useShared((state) => state.settingUp);
  const startingOver = useShared((state) => state.startingOver);
  const engineLost = useShared((state) => state.engineLost);
  const postponed = useShared((state) => state.setupPostponed);
  if (engineLost) return <BrokenPage />;
  // The engine of another tab: this one's stays at "starting" until it is handed over.
  if (session?.elsewhere === true) return <ElsewherePage />;
  if (session === undefined || session.phase === "starting") return <Splash />;
  if (session.phase !== "signed-in" || session.account === undefined) return <SignInPage session={session} />;
  const { is } = session.encryption;
  if (is === "unknown" && session.firstSync === "running" && rooms.length === 0)
    return <Splash working banner={<LinkBanner session={session} />} />;
  const setsUp = settingUp || (is === "unset" && !postponed);
  if (setsUp || startingOver || (is === "locked" && !postponed))
    return (
      <>
        {setsUp ? <SetUpPage account={session.account} /> : <UnlockPage session={session} account={session.account} />}
        <Ringing pages={false} />
      </>
    );
  return <Shell session={session} account={session.account} />;
}

export function SessionGate() {
  return (
    <>
      <ThemeApplier />
      <Suspense fallback={<Splash />}>
        <Stand />
      </Suspense>
      <Toaster />
    </>
  );
}

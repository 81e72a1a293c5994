import { useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useHost } from "./host.tsx";
import { useSessionStore, useShared } from "./session-store.tsx";
import { whenShown } from "../host/when-shown.ts";

const KeyList = whenShown(async () => (await import("./KeyList.tsx")).KeyList);

const GO: Readonly<Record<string, string>> = {
  h: "/",
  c: "/chats",
  m: "/meetups",
  p: "/map",
  e: "/safety",
  s: "/settings",
};
/** The second key of `g h` has to come within this time. */
const SECOND_KEY_MS = 1_200;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys that work everywhere outside of a text box, and addresses that the system asks to open. */
export function GlobalKeys() {
  const navigate = useNavigate();
  const store = useSessionStore();
  const host = useHost();
  const keysOpen = useShared((state) => state.keysOpen);
  useEffect(() => host.onOpenPath((path) => void navigate({ href: path })), [host, navigate]);
  useEffect(() => {
    let goSince = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const place = event.timeStamp - goSince < SECOND_KEY_MS ? GO[event.key] : undefined;
      goSince = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (place !== undefined) {
        event.preventDefault();
        void navigate({ href: place });
      } else if (event.key === "?") {
        store.setState({ keysOpen: true });
      } else if (event.key === "Escape") {
        store.setState({ asideOpen: false });
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate, store]);
  return keysOpen ? (
    <Suspense>
      <KeyList onClose={() => store.setState({ keysOpen: false })} />
    </Suspense>
  ) : null;
}

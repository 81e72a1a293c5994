import type { RoomId } from "@paceline/protocol";
import { useEffect, useRef } from "react";
import { useEngine } from "../../engine/engine.tsx";

/** The server forgets who types after some seconds, so it is told again while somebody goes on. */
const AGAIN_MS = 4_000;
/** Without a key for this long, nobody is typing. */
const IDLE_MS = 5_000;
/** Between a message and the word that its writer stopped: the message has the way through the server to itself. */
const SENT_MS = 250;

/** Tells the others that I am typing, and that I stopped: by sending, by leaving, by doing nothing. */
export function useTyping(roomId: RoomId): (typing: boolean) => void {
  const { port } = useEngine();
  const told = useRef(0);
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(idle.current);
    if (told.current === 0) return;
    told.current = 0;
    void port.command("setTyping", { roomId, typing: false });
  };
  useEffect(
    () => () => {
      clearTimeout(idle.current);
      if (told.current !== 0) void port.command("setTyping", { roomId, typing: false });
      told.current = 0;
    },
    [port, roomId],
  );
  return (typing) => {
    clearTimeout(idle.current);
    idle.current = setTimeout(stop, typing ? IDLE_MS : SENT_MS);
    if (!typing) return;
    const now = performance.now();
    if (told.current !== 0 && now - told.current < AGAIN_MS) return;
    told.current = now;
    void port.command("setTyping", { roomId, typing: true });
  };
}

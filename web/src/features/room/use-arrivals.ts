import type { TimelineRow } from "@paceline/protocol/port";
import { useEffect, useRef } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../words/use-words.tsx";

/** Speaks a message that arrives while the room is open. History that is loaded stays silent. */
export function useArrivals(rows: readonly TimelineRow[]): void {
  const store = useSessionStore();
  const { t } = useWords();
  const spoken = useRef<string>(undefined);
  const newest = rows.at(-1);
  useEffect(() => {
    const before = spoken.current;
    spoken.current = newest?.id;
    if (before === undefined || newest === undefined || before === newest.id) return;
    if (newest.is === "message" && !newest.mine)
      say(store, t("room.arrived", { name: newest.sender.name, text: newest.text }));
  }, [newest, store, t]);
}

import type { UndecryptableRow } from "@paceline/protocol/port";
import { useNavigate } from "@tanstack/react-router";
import { useSessionStore } from "../../app/session-store.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import type { EntryRoom, MessageActs } from "./entry.ts";

/**
 * Prepares the words that ask somebody for a message which cannot be read here: in its room, or where I may not write, in a direct chat. The person sends them.
 * What helps where no key will come.
 */
export function useAskAgain({ sender, ts }: UndecryptableRow, room: EntryRoom, { suggest }: MessageActs) {
  const { t, formats } = useWords();
  const store = useSessionStore();
  const navigate = useNavigate();
  const act = useAct();
  return async (): Promise<void> => {
    const words = t("lost.ask.words", { name: sender.name, when: formats.exact(ts) });
    if (room.may.send) return suggest(words, sender);
    const chat = await act("startDirect", { userId: sender.userId });
    if (!chat.ok) return undefined;
    const { roomId } = chat.value;
    store.setState(({ drafts }) => ({ drafts: { [roomId]: words, ...drafts } }));
    return navigate({ to: "/chats/$roomId", params: { roomId } });
  };
}

import { useRows } from "../engine/engine.tsx";

/** Conversations that wait to be read. */
export const useUnread = (): number => useRows("rooms", {}).filter((room) => room.unread > 0).length;

import type { UserId } from "@paceline/protocol";
import type { MessageRow, Person, RoomRow } from "@paceline/protocol/port";
import { useRef, useState } from "react";
import { useSessionStore, useShared } from "../../app/session-store.tsx";
import { useEngine } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { mentionedIn } from "./mentions.ts";
import { useTyping } from "./use-typing.ts";

export type ComposerMode =
  | { readonly is: "write" }
  | { readonly is: "reply"; readonly row: MessageRow }
  | { readonly is: "edit"; readonly row: MessageRow };

/** What is being written in a room: the draft, whether it answers or changes a message, and sending it. */
export function useComposer(room: RoomRow) {
  const store = useSessionStore();
  const { lists } = useEngine();
  const act = useAct();
  const [mode, setMode] = useState<ComposerMode>({ is: "write" });
  const [edited, setEdited] = useState("");
  const draft = useShared((state) => state.drafts[room.id] ?? "");
  const picked = useRef(new Map<UserId, string>());
  const box = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(room.id);

  const text = mode.is === "edit" ? edited : draft;
  const keep = (words: string) => store.setState(({ drafts }) => ({ drafts: { ...drafts, [room.id]: words } }));
  const write = (words: string) => {
    if (mode.is === "edit") setEdited(words);
    else keep(words);
    typing(words !== "");
  };
  const focus = () => requestAnimationFrame(() => box.current?.focus());
  const stop = () => {
    setMode({ is: "write" });
    focus();
  };

  const send = async () => {
    const words = text.trim();
    if (words === "") return;
    setMode({ is: "write" });
    if (mode.is === "edit" && mode.row.eventId !== undefined) {
      const changed = await act("editText", { roomId: room.id, eventId: mode.row.eventId, text: words });
      typing(false);
      // Back to the words that were refused, unless another message is being answered or changed by now.
      if (!changed.ok) setMode((now) => (now.is === "write" ? mode : now));
      return;
    }
    keep("");
    const mentions = mentionedIn(words, picked.current);
    picked.current.clear();
    const replyTo = mode.is === "reply" ? mode.row.eventId : undefined;
    const result = await act("sendText", {
      roomId: room.id,
      text: words,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(room.channel === "announcements" ? { announcement: true } : {}),
    });
    typing(false);
    // Nothing written is lost: what the engine refused is back in the box, unless something new stands there.
    if (!result.ok && (store.getState().drafts[room.id] ?? "") === "") keep(words);
  };

  const edit = (row: MessageRow) => {
    setEdited(row.text);
    setMode({ is: "edit", row });
    focus();
  };

  return {
    mode,
    text,
    box,
    write,
    send,
    stop,
    edit,
    reply: (row: MessageRow) => {
      setMode({ is: "reply", row });
      focus();
    },
    /** Puts words that name somebody into the box, below what stands there, to be sent or changed. */
    suggest: (words: string, to: Person) => {
      picked.current.set(to.userId, to.name);
      setMode({ is: "write" });
      // Asked for here and not above: what a message hands back stays the same while somebody types, else every row would be rendered for every key.
      const standing = store.getState().drafts[room.id] ?? "";
      keep(standing === "" ? words : `${standing}\n${words}`);
      focus();
    },
    /** The newest message of mine that can be changed. */
    editLast: () => {
      const timeline = lists.of("timeline", { roomId: room.id }).snapshot();
      const mine =
        timeline.is === "here"
          ? timeline.rows.findLast(
              (row) => row.is === "message" && row.mine && row.eventId !== undefined && row.meetup === undefined,
            )
          : undefined;
      if (mine?.is === "message") edit(mine);
    },
    pick: (id: UserId, name: string) => picked.current.set(id, name),
  };
}

export type ComposerState = ReturnType<typeof useComposer>;

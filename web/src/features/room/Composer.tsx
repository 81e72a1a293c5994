import type { RoomRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { ArrowUp, CalendarPlus, Check, Smile, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./Composer.module.css";
import { EmojiButton } from "./EmojiButton.tsx";
import { MentionList } from "./MentionList.tsx";
import { mentionable, mentionAt } from "./mentions.ts";
import type { ComposerState } from "./use-composer.ts";

/** Where one writes. Enter sends, Shift+Enter breaks the line, ↑ in an empty box edits the last message, @ names somebody. */
export function Composer({ room, composer }: { readonly room: RoomRow; readonly composer: ComposerState }) {
  const { t } = useWords();
  const { mode, text, box, write, send, stop, editLast, pick } = composer;
  const members = useRows("members", { roomId: room.id });
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const mention = closed ? undefined : mentionAt(text, caret);
  const people = mention === undefined ? [] : mentionable(members, mention.query);
  const highlighted = Math.min(chosen, people.length - 1);

  if (!room.may.send) return <p className={css.readonly}>{t("composer.readonly")}</p>;

  const insert = (words: string, from: number, to: number) => {
    write(text.slice(0, from) + words + text.slice(to));
    setCaret(from + words.length);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(from + words.length, from + words.length);
    });
  };
  const take = (at: number) => {
    const person = people[at];
    if (person === undefined || mention === undefined) return;
    pick(person.id, person.name);
    insert(`@${person.name} `, mention.from, caret);
    setChosen(0);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (people.length > 0) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        return setChosen((highlighted + step + people.length) % people.length);
      }
      if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        return take(highlighted);
      }
      if (event.key === "Escape") {
        event.preventDefault();
        return setClosed(true);
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" && text === "" && mode.is === "write") {
      event.preventDefault();
      editLast();
    } else if (event.key === "Escape" && mode.is !== "write") {
      event.preventDefault();
      stop();
    }
  };

  const label = t(room.channel === "announcements" ? "composer.announce" : "composer.label", { name: room.name });
  return (
    <div className={css.composer}>
      {people.length > 0 ? <MentionList people={people} chosen={highlighted} onTake={take} /> : null}
      {mode.is === "write" ? null : (
        <div className={css.mode}>
          <p>
            <b>{mode.is === "edit" ? t("composer.edit") : t("composer.reply", { name: mode.row.sender.name })}</b>
            <span>{mode.row.text}</span>
          </p>
          <IconButton label={t("composer.stop")} keys="Esc" size="s" onPress={stop}>
            <X />
          </IconButton>
        </div>
      )}
      <div className={css.row}>
        {room.channel === "meetups" ? (
          <Link
            to="/meetups/new"
            search={{ room: room.id }}
            className={css.add}
            aria-label={t("composer.new-meetup")}
            title={t("composer.new-meetup")}
          >
            <CalendarPlus aria-hidden="true" />
          </Link>
        ) : null}
        <textarea
          ref={box}
          className={css.box}
          rows={1}
          // Else the browser keeps the draft in its profile, in the clear, for when it restores its tabs.
          autoComplete="off"
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => {
            setClosed(false);
            setCaret(event.target.selectionStart);
            write(event.target.value);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={keys}
          {...(people.length > 0
            ? { "aria-activedescendant": `mention-${highlighted}`, "aria-controls": "mentions" }
            : {})}
        />
        <EmojiButton
          label={t("composer.emoji")}
          size="m"
          icon={<Smile />}
          onPick={(emoji) => insert(emoji, caret, caret)}
        />
        <IconButton
          label={t(mode.is === "edit" ? "common.save" : "composer.send")}
          keys="Enter"
          look="primary"
          isDisabled={text.trim() === ""}
          onPress={() => void send()}
        >
          {mode.is === "edit" ? <Check /> : <ArrowUp />}
        </IconButton>
      </div>
    </div>
  );
}

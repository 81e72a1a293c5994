import { Link } from "@tanstack/react-router";
import { SquarePen } from "lucide-react";
import { FilterChips } from "../../design/components/FilterChips.tsx";
import { SearchBox } from "../../design/components/SearchBox.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./ChatList.module.css";
import type { ChatFilter } from "./use-chat-filter.ts";

type ChatListHeadProps = {
  readonly filter: ChatFilter;
  readonly onFilter: (filter: ChatFilter) => void;
  readonly words: string;
  readonly onWords: (words: string) => void;
};

/** Title and filters over the conversations. By themselves, because the list below renders with each message and these need not. */
export function ChatListHead({ filter, onFilter, words, onWords }: ChatListHeadProps) {
  const { t } = useWords();
  return (
    <>
      <header className={css.head}>
        <h1 className={css.title}>{t("chats.title")}</h1>
        <Link to="/chats/new" className={css.new} aria-label={t("chats.new")} title={t("chats.new")}>
          <SquarePen aria-hidden="true" />
        </Link>
      </header>
      <div className={css.filters}>
        <div className={css.search}>
          <SearchBox label={t("chats.search")} value={words} onChange={onWords} />
        </div>
        <FilterChips
          label={t("chats.filter")}
          value={filter}
          onChange={onFilter}
          chips={[
            { value: "all", label: t("chats.filter.all") },
            { value: "unread", label: t("chats.filter.unread") },
            { value: "clubs", label: t("chats.filter.clubs") },
            { value: "people", label: t("chats.filter.people") },
          ]}
        />
      </div>
    </>
  );
}

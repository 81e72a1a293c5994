import type { Preview } from "@paceline/protocol/port";
import { useWords } from "../../words/use-words.tsx";

/** Turns what the engine says about a message into a short line. */
export function usePreview(): (preview: Preview) => string {
  const { t } = useWords();
  return (preview) => {
    switch (preview.kind) {
      case "text":
        return preview.text;
      case "meetup":
        return t("preview.meetup", { title: preview.title });
      case "media":
        return t("preview.media", { name: preview.name });
      case "deleted":
        return t("preview.deleted");
      case "undecryptable":
        return t("preview.undecryptable");
    }
  };
}

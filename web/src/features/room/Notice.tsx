import type { NoticeRow } from "@paceline/protocol/port";
import { Say } from "../../words/use-words.tsx";
import css from "./Notice.module.css";

/** What happened to the room, in our words. */
export function Notice({ row }: { readonly row: NoticeRow }) {
  const { what, sender } = row;
  return (
    <p className={css.notice}>
      <Say
        id={`notice.${what.kind}`}
        values={{
          sender: sender.name,
          name: "target" in what ? what.target.name : sender.name,
          value: "value" in what ? what.value : "",
        }}
        parts={{ b: <b /> }}
      />
    </p>
  );
}

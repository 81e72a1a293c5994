import { Search } from "lucide-react";
import css from "./Field.module.css";

type SearchBoxProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (words: string) => void;
};

/** Words that narrow a list. What is typed is wrong in no case, so it needs nothing of `Field` but its looks, and no script at the first picture. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  return (
    <div className={css.box}>
      <span className={css.start}>
        <Search aria-hidden="true" />
      </span>
      <input
        type="search"
        className={css.input}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

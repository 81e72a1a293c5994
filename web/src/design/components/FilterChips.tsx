import { useId } from "react";
import css from "./FilterChips.module.css";

type FilterChipsProps<Value extends string> = {
  readonly label: string;
  readonly chips: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** Narrows a list; one filter at a time. Radio buttons of the browser, since the list of chats is on the first picture and waits for every script it needs. */
export function FilterChips<Value extends string>({ label, chips, value, onChange }: FilterChipsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={css.chips}>
      {chips.map((chip) => (
        <label key={chip.value} className={css.chip} data-chosen={chip.value === value || undefined}>
          <input type="radio" name={name} checked={chip.value === value} onChange={() => onChange(chip.value)} />
          {chip.label}
        </label>
      ))}
    </div>
  );
}

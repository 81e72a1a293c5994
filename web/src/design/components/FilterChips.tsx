import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import css from "./FilterChips.module.css";

type FilterChipsProps<Value extends string> = {
  readonly label: string;
  readonly chips: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** Narrows a list; one filter at a time. */
export function FilterChips<Value extends string>({ label, chips, value, onChange }: FilterChipsProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={css.chips ?? ""}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = chips.find((chip) => keys.has(chip.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {chips.map((chip) => (
        <ToggleButton key={chip.value} id={chip.value} className={css.chip ?? ""}>
          {chip.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

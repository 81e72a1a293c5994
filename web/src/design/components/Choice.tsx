import { Check, ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import css from "./Choice.module.css";

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  /** Smaller and lighter, for lists. */
  readonly quiet?: boolean;
};

/** One of many; shows the chosen one. */
export function Choice<Value extends string>({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  disabled = false,
  quiet = false,
}: ChoiceProps<Value>) {
  return (
    <Select
      className={css.choice ?? ""}
      isDisabled={disabled}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Label className={hideLabel ? "hidden-visually" : (css.label ?? "")}>{label}</Label>
      <Button className={css.button ?? ""} data-quiet={quiet || undefined}>
        <SelectValue className={css.value ?? ""} />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={css.popover ?? ""} offset={4}>
        <ListBox className={css.list ?? ""}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={css.option ?? ""}>
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {isSelected ? <Check aria-hidden="true" /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

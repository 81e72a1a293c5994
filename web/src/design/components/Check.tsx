import { Check as CheckIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import css from "./Check.module.css";

export function Check({
  checked,
  onChange,
  children,
  disabled = false,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}) {
  return (
    <Checkbox className={css.check ?? ""} isSelected={checked} onChange={onChange} isDisabled={disabled}>
      <span className={css.box}>
        <CheckIcon aria-hidden="true" />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}

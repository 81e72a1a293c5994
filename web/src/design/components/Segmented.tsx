import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import css from "./Segmented.module.css";

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly tone?: "go" | "wait" | "plain";
};

type SegmentedProps<Value extends string> = {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
};

/** One of a few answers, all visible. Arrow keys move, Space chooses. */
export function Segmented<Value extends string>({
  label,
  segments,
  value,
  onChange,
  disabled = false,
}: SegmentedProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={css.group ?? ""}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={disabled}
      selectedKeys={value === undefined ? [] : [value]}
      onSelectionChange={(keys) => {
        const chosen = segments.find((segment) => keys.has(segment.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {segments.map((segment) => (
        <ToggleButton
          key={segment.value}
          id={segment.value}
          className={css.segment ?? ""}
          data-tone={segment.tone ?? "plain"}
        >
          {segment.icon}
          <span>{segment.label}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import css from "./IconButton.module.css";
import { Tooltip } from "./Tooltip.tsx";

type IconButtonProps = Omit<AriaButtonProps, "children" | "className" | "style" | "aria-label"> & {
  /** What it does; the accessible name and the tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly look?: "quiet" | "line" | "primary";
  readonly size?: "s" | "m";
  readonly pressed?: boolean;
  readonly children: ReactNode;
};

/** A button that is only a picture; its name shows on hover and on focus. */
export function IconButton({ label, keys, look = "quiet", size = "m", pressed, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...rest}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        aria-label={label}
        className={css.icon ?? ""}
        data-look={look}
        data-size={size}
      >
        {children}
      </AriaButton>
    </Tooltip>
  );
}

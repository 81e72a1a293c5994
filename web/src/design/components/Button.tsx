import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import css from "./Button.module.css";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger" | "link";

export type ButtonProps = Omit<AriaButtonProps, "children" | "className" | "style"> & {
  readonly look?: ButtonLook;
  readonly size?: "s" | "m" | "l";
  readonly icon?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** The one button. At most one `primary` per view; `danger` only for what cannot be taken back. */
export function Button({ look = "secondary", size = "m", icon, wide = false, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={css.button ?? ""} data-look={look} data-size={size} data-wide={wide || undefined}>
      {icon}
      <span className={css.label}>{children}</span>
    </AriaButton>
  );
}

import type { ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import css from "./Tooltip.module.css";

/** Names a control on hover and focus. Never the only place of a fact. */
export function Tooltip({
  text,
  keys,
  children,
}: {
  readonly text: string;
  readonly keys?: string;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className={css.tooltip ?? ""}>
        {text}
        {keys === undefined ? null : <kbd className={css.keys}>{keys}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

import { ProgressBar } from "react-aria-components/ProgressBar";
import css from "./Progress.module.css";

/** Long work with its number. Without `total` the length is not known and the bar only moves. */
export function Progress({
  label,
  text,
  value,
  total,
}: {
  readonly label: string;
  readonly text?: string;
  readonly value?: number;
  readonly total?: number;
}) {
  const known = value !== undefined && total !== undefined && total > 0;
  return (
    <ProgressBar
      aria-label={label}
      className={css.progress ?? ""}
      isIndeterminate={!known}
      {...(known ? { value, maxValue: total } : {})}
      {...(text === undefined ? {} : { valueLabel: text })}
    >
      {({ percentage }) => (
        <>
          <span className={css.track}>
            <span
              className={css.fill}
              data-unknown={known ? undefined : true}
              style={known ? { inlineSize: `${percentage ?? 0}%` } : {}}
            />
          </span>
          {text === undefined ? null : <span className={css.text}>{text}</span>}
        </>
      )}
    </ProgressBar>
  );
}

import { Field } from "../../design/components/Field.tsx";

/** Digits that are not shown, and that no browser keeps. */
export function CodeField({
  label,
  value,
  onChange,
  error,
  hint,
  autoFocus = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly autoFocus?: boolean;
}) {
  return (
    <Field
      label={label}
      type="password"
      inputMode="numeric"
      autoComplete="one-time-code"
      value={value}
      onChange={(next) => onChange(next.replaceAll(/\D/g, ""))}
      maxLength={12}
      error={error}
      autoFocus={autoFocus}
      {...(hint === undefined ? {} : { hint })}
    />
  );
}

import type { ReactNode, Ref } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import css from "./Field.module.css";

type FieldProps = Omit<TextFieldProps, "children" | "className" | "style"> & {
  readonly label: string;
  readonly hint?: string;
  /** Says what is wrong and what to do; marks the field as invalid. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly lines?: number;
  /** A unit or an action at the end of the box. */
  readonly end?: ReactNode;
  readonly start?: ReactNode;
  readonly hideLabel?: boolean;
  readonly mono?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputAttributes?: { readonly min?: string; readonly step?: number; readonly list?: string };
};

/**
 * A labelled text box with its hint and its error. Without an `autoComplete` of its own, the browser is told to keep nothing of it: what it remembers of forms lies
 * in the clear in its profile.
 */
export function Field({
  label,
  hint,
  error,
  placeholder,
  lines,
  end,
  start,
  hideLabel,
  mono,
  inputRef,
  inputAttributes,
  ...rest
}: FieldProps) {
  return (
    <TextField
      autoComplete="off"
      {...rest}
      isInvalid={error !== undefined}
      className={css.field ?? ""}
      validationBehavior="aria"
    >
      <Label className={hideLabel === true ? "hidden-visually" : (css.label ?? "")}>{label}</Label>
      <span className={css.box} data-lines={lines} data-mono={mono || undefined}>
        {start === undefined ? null : <span className={css.start}>{start}</span>}
        {lines === undefined ? (
          <Input
            className={css.input ?? ""}
            {...(placeholder === undefined ? {} : { placeholder })}
            {...(inputRef === undefined ? {} : { ref: inputRef })}
            {...inputAttributes}
          />
        ) : (
          <TextArea className={css.input ?? ""} rows={lines} {...(placeholder === undefined ? {} : { placeholder })} />
        )}
        {end === undefined ? null : <span className={css.end}>{end}</span>}
      </span>
      {hint === undefined || error !== undefined ? null : (
        <Text slot="description" className={css.hint ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError className={css.error ?? ""}>{error}</FieldError>
    </TextField>
  );
}

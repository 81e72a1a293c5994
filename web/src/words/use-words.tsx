import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react";
import type { ReactElement } from "react";
import { usePreferences } from "../app/preferences.tsx";
import type { WordId } from "./catalogue.ts";
import { useSpoken } from "./spoken.tsx";

type Values = Readonly<Record<string, string | number>>;

/** Words of the catalogue by id, and how this person writes dates and lengths. */
export function useWords() {
  const { i18n } = useLingui();
  const units = usePreferences((preferences) => preferences.units);
  return {
    t: (id: WordId, values?: Values): string => i18n._(id, values),
    formats: useSpoken().formats(units),
  };
}

/** A sentence with parts that look different: `<b>Ana</b> asks to join` with `parts={{ b: <strong /> }}`. */
export function Say({
  id,
  values,
  parts,
}: {
  readonly id: WordId;
  readonly values?: Values;
  readonly parts: Readonly<Record<string, ReactElement>>;
}) {
  return <Trans id={id} {...(values === undefined ? {} : { values })} components={parts} />;
}

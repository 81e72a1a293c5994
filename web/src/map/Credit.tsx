import { useWords } from "../words/use-words.tsx";
import css from "./Credit.module.css";

/** Whose map it is; on every map, always. `tiles`: whose the operator's tiles are, in their words. */
export function Credit({ tiles }: { readonly tiles: string | undefined }) {
  const { t } = useWords();
  return <p className={css.credit}>{[tiles, t("map.credit")].filter(Boolean).join(" · ")}</p>;
}

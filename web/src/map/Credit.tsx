import { useWords } from "../words/use-words.tsx";
import css from "./Credit.module.css";

/** Whose map it is; on every map, always. */
export function Credit() {
  const { t } = useWords();
  return <p className={css.credit}>{t("map.credit")}</p>;
}

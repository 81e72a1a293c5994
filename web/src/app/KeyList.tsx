import { Dialog } from "../design/components/Dialog.tsx";
import type { WordId } from "../words/catalogue.ts";
import { useWords } from "../words/use-words.tsx";
import css from "./KeyList.module.css";

const KEYS: readonly { readonly keys: readonly string[]; readonly then?: boolean; readonly words: WordId }[] = [
  { keys: ["?"], words: "keys.help" },
  { keys: ["g", "h"], then: true, words: "keys.home" },
  { keys: ["g", "c"], then: true, words: "keys.chats" },
  { keys: ["g", "m"], then: true, words: "keys.meetups" },
  { keys: ["g", "p"], then: true, words: "keys.map" },
  { keys: ["g", "e"], then: true, words: "keys.safety" },
  { keys: ["g", "s"], then: true, words: "keys.settings" },
  { keys: ["↑", "↓"], words: "keys.arrows" },
  { keys: ["Enter"], words: "keys.open" },
  { keys: ["Esc"], words: "keys.escape" },
  { keys: ["Enter"], words: "keys.send" },
  { keys: ["Shift", "Enter"], words: "keys.newline" },
  { keys: ["↑"], words: "keys.edit" },
];

/** Every key of the app. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t("keys.title")} open onClose={onClose}>
      <dl className={css.keys}>
        {KEYS.map(({ keys, then, words }) => (
          <div key={words} className={css.row}>
            <dt>{t(words)}</dt>
            <dd>
              {keys.map((key, at) => (
                <span key={key}>
                  {at > 0 ? <span className={css.then}>{then === true ? t("keys.then") : "+"}</span> : null}
                  <kbd className={css.key}>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect } from "react";
import { useWords } from "../words/use-words.tsx";
import { type Toast, useSessionStore, useShared } from "./session-store.tsx";
import css from "./Toaster.module.css";
import { dismiss } from "./toasts.ts";

const SHOWN_MS = 6_000;
const ICONS = { plain: Info, danger: CircleAlert, go: CircleCheck };

function Notice({ toast }: { readonly toast: Toast }) {
  const store = useSessionStore();
  const { t } = useWords();
  useEffect(() => {
    const timer = setTimeout(() => dismiss(store, toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [store, toast.id]);
  const Icon = ICONS[toast.tone];
  return (
    <li className={css.toast} data-tone={toast.tone}>
      <Icon aria-hidden="true" />
      <span>{toast.text}</span>
      <button
        type="button"
        className={css.close}
        aria-label={t("common.close")}
        onClick={() => dismiss(store, toast.id)}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}

/** Short notices above everything, and what screen readers shall speak. */
export function Toaster() {
  const toasts = useShared((state) => state.toasts);
  const polite = useShared((state) => state.polite);
  const urgent = useShared((state) => state.urgent);
  return (
    <>
      <div className="hidden-visually" aria-live="polite">
        {polite}
      </div>
      <div className="hidden-visually" aria-live="assertive">
        {urgent}
      </div>
      <ul className={css.stack}>
        {toasts.map((toast) => (
          <Notice key={toast.id} toast={toast} />
        ))}
      </ul>
    </>
  );
}

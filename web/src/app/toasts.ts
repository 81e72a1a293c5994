import type { SessionStore, Toast } from "./session-store.tsx";

/** Shows a short notice and speaks it; failures interrupt, the rest waits for a pause. */
export function tell(store: SessionStore, tone: Toast["tone"], text: string): void {
  store.setState(({ toasts }) => {
    const id = (toasts.at(-1)?.id ?? 0) + 1;
    return {
      toasts: [...toasts.filter((toast) => toast.text !== text), { id, tone, text }].slice(-3),
      ...(tone === "danger" ? { urgent: text } : { polite: text }),
    };
  });
}

/** For screen readers only. */
export const say = (store: SessionStore, text: string): void => store.setState({ polite: text });

export const dismiss = (store: SessionStore, id: number): void =>
  store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

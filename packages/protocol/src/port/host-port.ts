/**
 * What the surroundings of the page can do: a browser tab or the desktop shell. Two implementations from the first day.
 * Nothing here carries message content to the host except the notification the person asked to see.
 */
export interface HostPort {
  readonly kind: "browser" | "desktop";
  /**
   * 32-byte key that everything stored on this device derives from (HKDF), or `null` where the engine shall use the browser's own
   * non-extractable key. On the desktop it lives in the system's keystore.
   */
  storageKey(): Promise<Uint8Array | null>;
  /** Count on the app's icon; 0 clears it. */
  setBadge(count: number): Promise<void>;
  /** Shows a system notification if the person allowed it; resolves to whether it was shown. */
  notify(notice: { readonly title: string; readonly body: string; readonly path: string }): Promise<boolean>;
  /** Paths of the app (`/club/…`) that the system asks to open; returns the function that stops listening. */
  onOpenPath(listener: (path: string) => void): () => void;
  /** Saves a text as a file the person chooses (recovery key). Resolves to whether it was saved. */
  saveText(name: string, text: string): Promise<boolean>;
  /** Opens an http(s) or mailto link outside of the app. */
  openLink(href: string): Promise<void>;
  /** A newer release is ready; the listener may offer a reload. */
  onUpdateReady(listener: () => void): () => void;
}

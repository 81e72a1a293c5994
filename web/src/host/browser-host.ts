import type { HostPort } from "@paceline/protocol/port";
import { isNewerThere } from "./newer-release.ts";

/** A browser tab as host. What the browser lacks (badge, notifications) is skipped: nothing depends on it. */
export function browserHost(page: Window): HostPort {
  const openers = new Set<(path: string) => void>();
  return {
    kind: "browser",
    storageKey: () => Promise.resolve(null),
    setBadge: async (count) => {
      page.document.title = count > 0 ? `(${count}) Paceline` : "Paceline";
      if ("setAppBadge" in page.navigator) await page.navigator.setAppBadge(count);
    },
    notify: ({ title, body, path }) => {
      if (!("Notification" in page) || Notification.permission !== "granted") return Promise.resolve(false);
      const shown = new Notification(title, { body, icon: "/icon.svg" });
      shown.addEventListener("click", () => {
        page.focus();
        for (const open of openers) open(path);
      });
      return Promise.resolve(shown.title === title);
    },
    onOpenPath: (listener) => {
      openers.add(listener);
      return () => openers.delete(listener);
    },
    saveText: (name, text) => {
      const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      const link = page.document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      return Promise.resolve(true);
    },
    openLink: (href) => {
      page.open(href, "_blank", "noopener,noreferrer");
      return Promise.resolve();
    },
    onUpdateReady: (listener) => {
      const look = (): void => {
        if (page.document.visibilityState === "visible")
          void isNewerThere(page).then((newer) => (newer ? listener() : undefined));
      };
      page.document.addEventListener("visibilitychange", look);
      return () => page.document.removeEventListener("visibilitychange", look);
    },
  };
}

import type { DesktopBridge } from "@paceline/protocol/desktop";
import type { HostPort } from "@paceline/protocol/port";

/** The desktop shell as host, reached through what its preload put on the window. */
export function desktopHost(desktop: DesktopBridge): HostPort {
  return {
    kind: "desktop",
    storageKey: () => desktop.call("paceline:storage-key"),
    setBadge: (count) => desktop.call("paceline:set-badge", count),
    notify: (notice) => desktop.call("paceline:notify", notice),
    onOpenPath: (listener) => {
      // The link that started the app came before anybody listened.
      void desktop.call("paceline:first-path").then((path) => (path === null ? undefined : listener(path)));
      return desktop.onOpenPath(listener);
    },
    saveText: (name, text) => desktop.call("paceline:save-text", name, text),
    openLink: (href) => desktop.call("paceline:open-link", href),
    // The shell brings no releases by itself yet.
    onUpdateReady: () => () => undefined,
  };
}

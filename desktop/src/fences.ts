import type { Session, WebContents } from "electron";
import { OutsideLink } from "@paceline/protocol/desktop";
import { isAppUrl } from "./app-origin.ts";

/** What the client may ask of Chromium; everything else is denied without a question. */
const ALLOWED = new Set(["notifications", "clipboard-sanitized-write", "persistent-storage"]);

/** The camera, to read the code of a verification; never the microphone, alone or beside it. */
const isCamera = (permission: string, media: readonly (string | undefined)[]): boolean =>
  permission === "media" && media.length > 0 && media.every((kind) => kind === "video");

/** Denies permissions by default, for the app's own page too. */
export function fencePermissions(
  session: Pick<Session, "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler">,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    answer((ALLOWED.has(permission) || isCamera(permission, media)) && isAppUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      (ALLOWED.has(permission) || isCamera(permission, [mediaType])) && isAppUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Keeps the window on our own origin: no navigation away, no new windows, no webviews. Links people click go to the system's browser. */
export function fenceNavigation(
  contents: Pick<WebContents, "on" | "setWindowOpenHandler">,
  openOutside: (href: string) => void,
): void {
  contents.on("will-navigate", (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = OutsideLink.safeParse(url);
    if (link.success) openOutside(link.data);
    return { action: "deny" };
  });
}

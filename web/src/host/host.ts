import type { DesktopBridge } from "@paceline/protocol/desktop";
import type { HostPort } from "@paceline/protocol/port";
import { browserHost } from "./browser-host.ts";
import { desktopHost } from "./desktop-host.ts";

/** Which of the two surrounds this page. */
export function hostOf(page: Window & { readonly paceline?: DesktopBridge }): HostPort {
  return page.paceline === undefined ? browserHost(page) : desktopHost(page.paceline);
}

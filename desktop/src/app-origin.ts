/** The built client lives at one origin of its own scheme, so that storage, workers and CSP work as on the web. */
export const APP_SCHEME = "paceline-app";
export const APP_ORIGIN = `${APP_SCHEME}://app`;

/** `URL.origin` is "null" for schemes the platform does not know, so scheme and host are compared instead. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${APP_SCHEME}:` && url.host === "app";
}

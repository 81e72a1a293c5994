import { CONTENT_SECURITY_POLICY, WEB_HEADERS } from "@paceline/protocol/http";

/** Vite's development server puts scripts and styles into the page itself and speaks over a WebSocket. A hash would switch 'unsafe-inline' off. */
const DEVELOPMENT_POLICY = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
  .replace(/style-src 'self'[^;]*/, "style-src 'self' 'unsafe-inline'")
  .replace("connect-src 'self'", "connect-src 'self' ws://localhost:* ws://127.0.0.1:*");

/** What every answer with a part of the page carries. The built client gets the policy that it has everywhere. */
export const pageHeaders = (page: "built" | "development"): Readonly<Record<string, string>> =>
  page === "built" ? WEB_HEADERS : { ...WEB_HEADERS, "Content-Security-Policy": DEVELOPMENT_POLICY };

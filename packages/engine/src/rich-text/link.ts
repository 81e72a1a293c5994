import { isUserId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";

const SCHEMES = new Set(["http:", "https:", "mailto:", "matrix:"]);
const MAX_LENGTH = 2_000;

/** The address as a page may open it, or nothing: only http, https, mailto and matrix, without a password in it. */
export function safeHref(address: string): string | undefined {
  const trimmed = address.trim();
  if (trimmed.length > MAX_LENGTH || !/^[a-z]+:/i.test(trimmed) || hasControl(trimmed)) return undefined;
  const url = URL.parse(trimmed);
  if (url === null || !SCHEMES.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  return url.href;
}

/** The person a link points to (spec, appendix "URIs": matrix.to and matrix:). */
export function personOf(href: string): UserId | undefined {
  const url = URL.parse(href);
  if (url === null) return undefined;
  const id =
    url.protocol === "matrix:" && url.pathname.startsWith("u/")
      ? `@${decoded(url.pathname.slice(2))}`
      : url.hostname === "matrix.to" && url.hash.startsWith("#/")
        ? decoded(url.hash.slice(2).split("?")[0] ?? "")
        : "";
  return isUserId(id) ? id : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

const hasControl = (text: string): boolean => text.split("").some((char) => char < " " || char === "\u007f");

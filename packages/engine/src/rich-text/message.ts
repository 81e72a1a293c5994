import { Marked } from "marked";
import type { UserId } from "@paceline/protocol";
import type { RichText } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import { text } from "../projection/room-state.ts";
import { flat, htmlText } from "./html.ts";
import { plainText } from "./plain.ts";
import { writeHtml } from "./write-html.ts";

/** Longest text that is looked at as markup; what is longer is shown as plain text. */
const MAX_HTML = 100_000;

/** The body of an `m.room.message` as a tree. */
export function bodyOf(content: Content, me: UserId): RichText {
  const plain = text(content["body"]) ?? "";
  const html = text(content["formatted_body"]);
  if (content["format"] !== "org.matrix.custom.html" || html === undefined || html.length > MAX_HTML)
    return plainText(withoutFallback(content, plain));
  const tree = htmlText(html, me);
  return tree.length === 0 ? plainText(plain) : tree;
}

export type Written = { readonly body: string; readonly format?: string; readonly formatted_body?: string };

/**
 * What somebody typed, as content keys of a message: Markdown goes through the same sanitiser that reads messages, so we never send what we would not
 * show. Without any markup there is no `formatted_body`.
 */
export function writeMarkdown(source: string, me: UserId): Written {
  const tree = htmlText(markdown().parse(source, { async: false }), me);
  const html = writeHtml(tree);
  const only = tree.length === 1 ? tree[0] : undefined;
  const bare = only !== undefined && only.t === "p" && only.children.every(isBare);
  if (bare || flat(tree).trim() === "") return { body: source };
  return { body: source, format: "org.matrix.custom.html", formatted_body: html };
}

const isBare = (node: RichText[number]): boolean =>
  node.t === "text" || node.t === "br" || (node.t === "link" && flat(node.children) === node.href);

/** People write Markdown, not HTML: what looks like a tag is meant as it stands. */
const markdown = (): Marked =>
  new Marked({ gfm: true, breaks: true, tokenizer: { html: () => undefined, tag: () => undefined } });

/** Old clients put the answered text in front of a reply (spec v1.12 and before, "Fallbacks for rich replies"). */
function withoutFallback(content: Content, plain: string): string {
  const related = content["m.relates_to"];
  if (typeof related !== "object" || related === null || !("m.in_reply_to" in related)) return plain;
  if (!plain.startsWith("> <")) return plain;
  const lines = plain.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("> "));
  return end === -1 ? plain : lines.slice(lines[end] === "" ? end + 1 : end).join("\n");
}

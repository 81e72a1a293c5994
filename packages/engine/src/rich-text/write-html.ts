import type { RichNode, RichText } from "@paceline/protocol/port";

const TAGS: Readonly<Record<string, string>> = { quote: "blockquote", heading: "h3" };

/** A tree as HTML of the spec's allow list. Every text and attribute is escaped here and nowhere else. */
export function writeHtml(nodes: RichText): string {
  return nodes.map(write).join("");
}

function write(node: RichNode): string {
  if (node.t === "text") return escaped(node.text);
  if (!("children" in node) && node.t !== "person" && node.t !== "pre") return `<${node.t}>`;
  if (node.t === "person")
    return `<a href="https://matrix.to/#/${encodeURIComponent(node.userId)}">${escaped(node.name)}</a>`;
  if (node.t === "pre") return `<pre><code${classOf(node.language)}>${escaped(node.text)}</code></pre>`;
  const inner = writeHtml(node.children);
  if (node.t === "link") return `<a href="${escaped(node.href)}">${inner}</a>`;
  if (node.t === "spoiler") return `<span data-mx-spoiler>${inner}</span>`;
  if (node.t === "ol") return `<ol${node.start === 1 ? "" : ` start="${node.start}"`}>${inner}</ol>`;
  const tag = TAGS[node.t] ?? node.t;
  return `<${tag}>${inner}</${tag}>`;
}

const classOf = (language: string | undefined): string =>
  language === undefined ? "" : ` class="language-${escaped(language)}"`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

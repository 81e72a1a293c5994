import fc from "fast-check";
import { expect, test } from "vitest";
import { userId } from "@paceline/protocol";
import type { RichNode, RichText } from "@paceline/protocol/port";
import { hostileHtml } from "./testing/hostile-html.ts";
import { flat, htmlText } from "./html.ts";
import { bodyOf, writeMarkdown } from "./message.ts";
import { plainText } from "./plain.ts";
import { writeHtml } from "./write-html.ts";

const me = userId("@ana:example.org");
const LEAVES = new Set(["text", "pre", "person", "br", "hr"]);
const GROUPS = new Set([
  "p",
  "strong",
  "em",
  "del",
  "u",
  "code",
  "quote",
  "li",
  "heading",
  "spoiler",
  "ul",
  "ol",
  "link",
]);
const KEYS = new Set(["t", "text", "children", "start", "language", "href", "userId", "name", "me"]);

const SCHEME = /^(https?|mailto|matrix):$/;

/** Everything in a tree that a page was not promised: unknown kinds, unknown keys, links of other schemes. */
const wrong = (nodes: RichText): unknown[] =>
  nodes.flatMap((node) => [
    ...(LEAVES.has(node.t) || GROUPS.has(node.t) ? [] : [node.t]),
    ...Object.keys(node).filter((key) => !KEYS.has(key)),
    ...(node.t === "link" && !SCHEME.test(new URL(node.href).protocol) ? [node.href] : []),
    ...("children" in node ? wrong(node.children) : []),
  ]);
const depth = (nodes: RichText): number =>
  nodes.reduce((most, node) => Math.max(most, "children" in node ? 1 + depth(node.children) : 1), 0);

test.each(hostileHtml)("M12 hostile markup becomes text or nothing: %s", (html) => {
  const tree = htmlText(html, me);
  expect(wrong(tree)).toEqual([]);
  expect(JSON.stringify(tree)).not.toMatch(/javascript:|vbscript:|data:text|onerror|onload|<script/i);
});

test("M12 any text, as markup or as Markdown, makes only what a page can show", () => {
  const pieces = fc.constantFrom(
    "<b>",
    "</b>",
    "<a href='",
    "javascript:x",
    "https://a.b/",
    "'>",
    "<ul><li>",
    "&lt;",
    "**",
    "`",
    "<!--",
    "\u0000",
    "]( ",
    "x",
    "\n",
  );
  const markup = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(markup, (source) => {
      const formatted = { body: source, format: "org.matrix.custom.html", formatted_body: source };
      const written = htmlText(writeMarkdown(source, me).formatted_body ?? "", me);
      expect(wrong([...htmlText(source, me), ...bodyOf(formatted, me), ...written])).toEqual([]);
    }),
  );
});

test("M12 what we write reads back as the same tree", () => {
  const source =
    "# Ride\n\nWe *start* at **nine**, see https://example.org/a_(b).\n\n1. tea\n2. `code`\n\n> a word\n\n```ts\nlet a = 1 < 2;\n```";
  const { formatted_body: html = "" } = writeMarkdown(source, me);
  const tree = htmlText(html, me);
  expect(writeHtml(tree)).toBe(html);
  expect(tree.map(({ t }) => t)).toEqual(["heading", "p", "ol", "quote", "pre"]);
  expect(tree.at(-1)).toEqual({ t: "pre", text: "let a = 1 < 2;", language: "ts" });
});

test("M12 text without markup is sent as text alone, and what looks like a tag stays as typed", () => {
  expect(writeMarkdown("hello\nyou", me)).toEqual({ body: "hello\nyou" });
  const written = writeMarkdown("**a** <b>c</b> & `<i>`", me);
  expect(flat(htmlText(written.formatted_body ?? "", me))).toBe("a <b>c</b> & <i>");
});

test("M12 depth and size have limits, and nothing is lost but the markup", () => {
  const tree = htmlText(`${"<b>".repeat(5_000)}deep${"</b>".repeat(5_000)}`, me);
  expect(depth(tree)).toBeLessThan(110);
  expect(flat(tree)).toBe("deep");
  const many = htmlText("<p>x</p>".repeat(100_000), me);
  expect(many.length).toBeLessThanOrEqual(20_000);
});

test("M12 addresses in plain text become links, closing punctuation does not belong to them", () => {
  expect(plainText("see https://example.org/a, (https://b.org/x_(y)).")).toEqual([
    { t: "text", text: "see " },
    link("https://example.org/a"),
    { t: "text", text: ", (" },
    link("https://b.org/x_(y)"),
    { t: "text", text: ")." },
  ]);
});
const link = (href: string): RichNode => ({ t: "link", href, children: [{ t: "text", text: href }] });

test("M9 people are mentioned by name, and the old fallback of replies is left out", () => {
  const html =
    '<mx-reply><blockquote>old</blockquote></mx-reply>hi <a href="https://matrix.to/#/%40ana%3Aexample.org">Ana</a>';
  expect(htmlText(html, me)).toEqual([
    { t: "text", text: "hi " },
    { t: "person", userId: me, name: "Ana", me: true },
  ]);
  const reply = { body: "> <@b:c> old\n> more\n\nnew", "m.relates_to": { "m.in_reply_to": { event_id: "$a" } } };
  expect(flat(bodyOf(reply, me))).toBe("new");
});

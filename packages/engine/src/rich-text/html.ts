import { Parser } from "htmlparser2";
import type { UserId } from "@paceline/protocol";
import type { RichNode, RichText } from "@paceline/protocol/port";
import { personOf, safeHref } from "./link.ts";
import { linkify } from "./plain.ts";

/** Limits of one message; what lies beyond is cut as text. The depth is the spec's advice for `formatted_body`. */
const MAX_DEPTH = 100;
const MAX_NODES = 20_000;

type Group = Extract<RichNode, { children: RichText }>["t"];
type Frame = {
  tag: string;
  make: (children: RichNode[], language?: string) => RichNode[];
  children: RichNode[];
  /** Of a `pre`: said by the class of the `code` in it. */
  language?: string | undefined;
};

/** Elements of the spec's allow list ("m.room.message msgtypes") and what they are to us. Everything else loses its tag and keeps its text. */
const GROUPS: Readonly<Record<string, Exclude<Group, "ol" | "link" | "person">>> = {
  p: "p",
  div: "p",
  strong: "strong",
  b: "strong",
  em: "em",
  i: "em",
  del: "del",
  s: "del",
  strike: "del",
  u: "u",
  code: "code",
  blockquote: "quote",
  li: "li",
  ul: "ul",
  h1: "heading",
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
};
/** Elements whose text is not for people. `mx-reply` is the old fallback of replies. */
const DROPPED = new Set([
  "script",
  "style",
  "mx-reply",
  "title",
  "template",
  "noscript",
  "iframe",
  "object",
  "svg",
  "math",
]);

/** A `formatted_body` as a tree. Never throws; hostile markup ends up as text or nothing. `me` marks mentions of this account. */
export function htmlText(html: string, me: UserId): RichText {
  const root: Frame = { tag: "", make: (children) => children, children: [] };
  const stack: Frame[] = [root];
  let dropping: string[] = [];
  let nodes = 0;
  const top = (): Frame => stack.at(-1) as Frame;
  const add = (node: RichNode): void => {
    nodes += 1;
    if (nodes <= MAX_NODES) top().children.push(node);
  };
  const close = (): void => {
    const frame = stack.pop() as Frame;
    for (const node of frame.make(tidy(frame), frame.language)) top().children.push(node);
  };
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (dropping.length > 0 || DROPPED.has(tag)) return void dropping.push(tag);
        if (tag === "br" || tag === "hr") return add({ t: tag });
        if (tag === "img")
          return attributes["alt"] === undefined ? undefined : add({ t: "text", text: attributes["alt"] });
        if (stack.length > MAX_DEPTH || nodes > MAX_NODES) return undefined;
        nodes += 1;
        if (tag === "code" && top().tag === "pre") top().language = languageOf(attributes["class"]);
        stack.push({ tag, make: maker(tag, attributes, me), children: [] });
        return undefined;
      },
      ontext(text) {
        if (dropping.length > 0 || text === "") return;
        const linked = stack.some(({ tag }) => tag === "a" || tag === "pre" || tag === "code");
        for (const node of linked ? [{ t: "text", text } as const] : linkify(text)) add(node);
      },
      onclosetag(tag) {
        if (dropping.length > 0) return void (dropping = dropping.slice(0, Math.max(0, dropping.lastIndexOf(tag))));
        if (stack.some((frame) => frame.tag === tag)) while (top().tag !== tag) close();
        if (top().tag === tag && stack.length > 1) close();
        return undefined;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  while (stack.length > 1) close();
  return tidy(root);
}

const BLOCKS = new Set<RichNode["t"]>(["p", "quote", "li", "heading", "ul", "ol", "pre", "hr"]);

/** Between blocks, white space is only how the markup was written. */
function tidy({ tag, children }: Frame): RichNode[] {
  if (tag === "pre" || !children.some(({ t }) => BLOCKS.has(t))) return children;
  return children.filter((node) => node.t !== "text" || node.text.trim() !== "");
}

function maker(tag: string, attributes: Record<string, string>, me: UserId): Frame["make"] {
  if (tag === "a") return (children) => [...link(attributes["href"] ?? "", children, me)];
  if (tag === "pre") return (children, language) => [pre(children, language)];
  if (tag === "ol") return (children) => [{ t: "ol", start: startOf(attributes["start"]), children: items(children) }];
  if (tag === "ul") return (children) => [{ t: "ul", children: items(children) }];
  if (tag === "span" && attributes["data-mx-spoiler"] !== undefined) return (children) => [{ t: "spoiler", children }];
  const group = Object.hasOwn(GROUPS, tag) ? GROUPS[tag] : undefined;
  return group === undefined ? (children) => children : (children) => [{ t: group, children }];
}

function link(address: string, children: RichNode[], me: UserId): RichNode[] {
  const href = safeHref(address);
  if (href === undefined) return children;
  const userId = personOf(href);
  const name = flat(children);
  if (userId !== undefined) return [{ t: "person", userId, name: name === "" ? userId : name, me: userId === me }];
  return [{ t: "link", href, children }];
}

/** Lists hold items only; stray text between them becomes an item unless it is blank. */
const items = (children: readonly RichNode[]): RichNode[] =>
  children.flatMap((node): RichNode[] => {
    if (node.t === "li") return [node];
    return flat([node]).trim() === "" ? [] : [{ t: "li", children: [node] }];
  });

function pre(children: readonly RichNode[], language: string | undefined): RichNode {
  const text = flat(children).replace(/\n$/, "");
  return { t: "pre", text, ...(language === undefined ? {} : { language }) };
}

const languageOf = (className: string | undefined): string | undefined =>
  /^language-([a-z0-9+#-]{1,30})$/i.exec(className ?? "")?.[1];

function startOf(value: string | undefined): number {
  const start = Number(value ?? 1);
  return Number.isSafeInteger(start) && Math.abs(start) < 1_000_000 ? start : 1;
}

/** All text of a tree. */
export function flat(nodes: RichText): string {
  return nodes
    .map((node) => {
      if (node.t === "text" || node.t === "pre") return node.text;
      if (node.t === "person") return node.name;
      if (node.t === "br") return "\n";
      return "children" in node ? flat(node.children) : "";
    })
    .join("");
}

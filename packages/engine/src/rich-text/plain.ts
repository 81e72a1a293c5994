import type { RichNode, RichText } from "@paceline/protocol/port";
import { safeHref } from "./link.ts";

const ADDRESS = /\b(?:https?:\/\/|mailto:|matrix:)[^\s<>"'`]{1,1900}/giu;
/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]}…]+$/u;

/** Plain text as a tree: line breaks kept, addresses become links. */
export function plainText(text: string): RichText {
  return text
    .split("\n")
    .flatMap((line, at): RichNode[] => [...(at === 0 ? [] : [{ t: "br" } as const]), ...linkify(line)]);
}

export function linkify(text: string): RichNode[] {
  const nodes: RichNode[] = [];
  let done = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = balanced(found[0]);
    const href = safeHref(address);
    if (href === undefined) continue;
    if (found.index > done) nodes.push({ t: "text", text: text.slice(done, found.index) });
    nodes.push({ t: "link", href, children: [{ t: "text", text: address }] });
    done = found.index + address.length;
  }
  if (done < text.length) nodes.push({ t: "text", text: text.slice(done) });
  return nodes;
}

/** Cuts closing punctuation, but keeps a bracket that was opened inside the address. */
function balanced(address: string): string {
  const cut = address.replace(TRAILING, "");
  const rest = address.slice(cut.length);
  return rest.startsWith(")") && cut.includes("(") && !cut.includes(")") ? `${cut})` : cut;
}

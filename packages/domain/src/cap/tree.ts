import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { SaxesParser } from "saxes";

/** One element with what is inside it, read from XML. `uri` is its namespace. */
export type Branch = {
  readonly name: string;
  readonly uri: string;
  readonly text: string;
  readonly children: readonly Branch[];
};

type Growing = { name: string; uri: string; text: string; children: Growing[] };

/** A full alert of ours has 40 elements and 12 kB. */
const MAX_CHARACTERS = 200_000;
const MAX_ELEMENTS = 1_000;
const MAX_DEPTH = 8;

export type XmlFailure = "too-large" | "not-xml" | "forbidden-xml";

/**
 * The elements of a document; attributes, comments and processing instructions are passed over. A document type is refused (`forbidden-xml`), so there are no entities beyond
 * the five of XML: nothing is fetched and nothing grows.
 */
export function readTree(xml: string): Result<Branch, XmlFailure> {
  if (xml.length > MAX_CHARACTERS) return failed("too-large", "never");
  // Checked before anything is parsed; the parser knows no way to stop.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return failed("forbidden-xml", "never", "a document type is not allowed");
  const root: Growing = { name: "", uri: "", text: "", children: [] };
  const open: Growing[] = [root];
  let elements = 0;
  let tooLarge = false;
  let broken = false;
  const parser = new SaxesParser({ xmlns: true, position: false });
  // What it says is not passed on: it quotes the document.
  parser.on("error", () => {
    broken = true;
  });
  parser.on("opentag", ({ local, uri }) => {
    elements += 1;
    tooLarge ||= elements > MAX_ELEMENTS || open.length > MAX_DEPTH;
    const next: Growing = { name: local, uri, text: "", children: [] };
    if (!tooLarge) open.at(-1)?.children.push(next);
    open.push(next);
  });
  parser.on("closetag", () => void open.pop());
  const take = (text: string) => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.write(xml).close();
  if (tooLarge) return failed("too-large", "never");
  const [first] = root.children;
  return !broken && first !== undefined ? ok(first) : failed("not-xml", "never");
}

import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { AlertBlock, AlertInfo } from "@paceline/protocol/events";

/** Namespace of CAP 1.2 (OASIS Standard, 1 July 2010). */
export const CAP = "urn:oasis:names:tc:emergency:cap:1.2";

/**
 * An alert as CAP 1.2. `address`: whom it is meant for (the room's id), which CAP wants for what is private. Fails as `not-cap` where a sender's id holds what CAP forbids
 * there (white space, a comma, `<`, `&`; section 3.2.1). Times are cut to whole seconds; a character that XML cannot carry becomes U+FFFD; keys that are not ours are left out.
 */
export function capXml(block: AlertBlock, address: string): Result<string, "not-cap"> {
  const { identifier, sender, sent, status, msgType, scope, references, info } = block;
  if (/[\s,<&]/.test(sender)) return failed("not-cap", "never", "the sender's id holds a character that CAP forbids");
  const lines = [
    element("identifier", identifier),
    element("sender", sender),
    element("sent", dateTime(sent)),
    element("status", status),
    element("msgType", msgType),
    element("scope", scope),
    element("addresses", /\s/.test(address) ? `"${address}"` : address),
    ...some(
      "references",
      references.map((one) => [one.sender, one.identifier, dateTime(one.sent)].join(",")).join(" "),
    ),
    ...(info === undefined ? [] : [nested("info", infoLines(info))]),
  ];
  return ok(`<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${CAP}">\n${lines.join("\n")}\n</alert>\n`);
}

/** In the order of the schema: it is a sequence. */
function infoLines(info: AlertInfo): readonly string[] {
  const { category, event, urgency, severity, certainty, expires, headline, description, instruction, area } = info;
  return [
    ...some("language", info.language),
    ...category.map((one) => element("category", one)),
    element("event", event),
    element("urgency", urgency),
    element("severity", severity),
    element("certainty", certainty),
    ...some("expires", expires === undefined ? "" : dateTime(expires)),
    element("headline", headline),
    ...(description === undefined ? [] : [element("description", description)]),
    ...(instruction === undefined ? [] : [element("instruction", instruction)]),
    ...parameters(info.parameter).map(([name, value]) =>
      nested("parameter", [element("valueName", name), element("value", value)]),
    ),
    ...(area === undefined
      ? []
      : [nested("area", [element("areaDesc", area.areaDesc), ...some("circle", area.circle)])]),
  ];
}

/** Names of our parameters with how their values are read back. */
export const PARAMETERS = {
  battery_pct: "number",
  accuracy_m: "number",
  fix_age_s: "number",
  timer: "text",
  duress: "flag",
  silent: "flag",
} as const satisfies Record<string, "number" | "text" | "flag">;

function parameters(given: AlertInfo["parameter"] = {}): readonly (readonly [string, string])[] {
  return Object.keys(PARAMETERS).flatMap((name) => {
    const value = given[name];
    if (value === undefined) return [];
    return [[name, typeof value === "string" ? value : JSON.stringify(value)] as const];
  });
}

/** CAP 1.2, section 3.3.2: no `Z`, and UTC is written as `-00:00`. */
const dateTime = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19)}-00:00`;

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const some = (name: string, text: string | undefined): readonly string[] =>
  text === undefined || text === "" ? [] : [element(name, text)];
const nested = (name: string, lines: readonly string[]): string => `<${name}>\n${lines.join("\n")}\n</${name}>`;

/** Text for the inside of an element. A carriage return would be read as a line feed (XML 1.0, section 2.11), so it goes as a reference. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NO_XML, "\u{FFFD}")
    .replace(/[&<>\r]/g, (char) => ESCAPES[char] ?? char);

/** Everything but `Char` (XML 1.0, section 2.2). */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { AlertBlock } from "@paceline/protocol/events";
import type { Branch, XmlFailure } from "./tree.ts";
import { readTree } from "./tree.ts";
import { CAP, PARAMETERS } from "./write.ts";

export type CapFailure = XmlFailure | "wrong-namespace" | "not-cap";

/**
 * An alert from CAP 1.2 XML, as far as our blocks can say it: the first `info` and `area`, our parameters, one Matrix id as sender. Elements that we do not know are passed
 * over. Failures are `not-cap` with the name of what is wrong, `wrong-namespace` (another version of CAP, or something else), or those of `readTree`.
 */
export function readCap(xml: string): Result<AlertBlock, CapFailure> {
  const tree = readTree(xml);
  if (!tree.ok) return tree;
  const alert = tree.value;
  if (alert.uri !== CAP || alert.name !== "alert") return failed("wrong-namespace", "never", "not an alert of CAP 1.2");
  const twice = SINGLE.find((name) => all(alert, name).length > 1);
  if (twice !== undefined) return failed("not-cap", "never", `more than one ${twice}`);
  const block = AlertBlock.safeParse(
    defined({
      v: 1,
      ...texts(alert, ["identifier", "sender", "status", "msgType", "scope"]),
      sent: instant(text(alert, "sent")),
      references: references(text(alert, "references")),
      info: all(alert, "info").slice(0, 1).map(info)[0],
    }),
  );
  if (block.success) return ok(block.data);
  const where = block.error.issues[0]?.path.map(String).join(".");
  return failed("not-cap", "never", where === undefined || where === "" ? undefined : `wrong or missing: ${where}`);
}

const SINGLE = ["identifier", "sender", "sent", "status", "msgType", "scope", "references"] as const;

const info = (branch: Branch) =>
  defined({
    category: all(branch, "category").map((one) => one.text),
    ...texts(branch, [
      "language",
      "event",
      "urgency",
      "severity",
      "certainty",
      "headline",
      "description",
      "instruction",
    ]),
    expires: instant(text(branch, "expires")),
    parameter: parameters(branch),
    area: all(branch, "area").map((area) => defined(texts(area, ["areaDesc", "circle"])))[0],
  });

function parameters(branch: Branch) {
  const known = all(branch, "parameter").flatMap((one) => {
    const [name, value] = [text(one, "valueName") ?? "", text(one, "value") ?? ""];
    return Object.hasOwn(PARAMETERS, name) ? [[name, valueOf(PARAMETERS[name as keyof typeof PARAMETERS], value)]] : [];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** What does not read as its kind stays a text, and the schema refuses it. */
function valueOf(kind: "number" | "text" | "flag", value: string): string | number | boolean {
  if (kind === "number" && /^\d{1,15}$/.test(value)) return Number(value);
  return kind === "flag" && value === "true" ? true : value;
}

/** `sender,identifier,sent`, several with white space between them (CAP 1.2, section 3.2.1). */
const references = (given: string | undefined) =>
  given
    ?.split(/\s+/)
    .filter((one) => one !== "")
    .map((one) => {
      const [sender, identifier, sent] = one.split(",");
      return { sender, identifier, sent: instant(sent) };
    });

/** CAP's time with its offset as our instant in UTC; what is none stays as it is, and the schema refuses it. */
function instant(given: string | undefined): string | undefined {
  if (given === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/.test(given)) return given;
  const ms = Date.parse(given);
  return Number.isNaN(ms) ? given : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const all = ({ children }: Branch, name: string): readonly Branch[] =>
  children.filter((one) => one.uri === CAP && one.name === name);
const text = (branch: Branch, name: string): string | undefined => all(branch, name)[0]?.text;
const texts = (branch: Branch, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, text(branch, name)]));
const defined = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

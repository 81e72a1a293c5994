/** JSON as it stands on the wire. A test peer trusts the server's shapes where it must and checks what a test is about. */
export type JsonObject = { readonly [key: string]: unknown };

/** Canonical JSON (spec appendix "Canonical JSON"): sorted keys, no spaces; what every Matrix signature is made over. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object at a path of keys, `{}` where there is none. */
export function objectAt(value: unknown, ...keys: readonly string[]): JsonObject {
  let here: unknown = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return isObject(here) ? here : {};
}

/** The string at a path of keys, if there is one. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const last = keys.at(-1);
  if (last === undefined) return undefined;
  const found = objectAt(value, ...keys.slice(0, -1))[last];
  return typeof found === "string" ? found : undefined;
}

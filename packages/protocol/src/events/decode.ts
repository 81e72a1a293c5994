import { EVENTS } from "./registry.ts";
import type { ContentOf, EventName } from "./registry.ts";

/**
 * What a content turned out to be. `absent`: no such block; `newer`: a `v` we do not know, so the plain body is shown;
 * `malformed`: breaks the schema at `path`. None of them is an exception: one bad event stops nothing.
 */
export type Decoded<T> =
  | { readonly is: "valid"; readonly value: T }
  | { readonly is: "absent" }
  | { readonly is: "newer" }
  | { readonly is: "malformed"; readonly path: string };

/** Called at the two edges only: the engine's ingest and the bridge's inbox. `content` is whatever the wire brought. */
export function decode<Name extends EventName>(name: Name, content: unknown): Decoded<ContentOf<Name>> {
  const spec = EVENTS[name];
  const value = spec.carrier === "block" ? own(content, spec.type) : content;
  if (value === undefined) return { is: "absent" };
  const version = own(value, "v");
  if (typeof version === "number" && Number.isInteger(version) && version > 1) return { is: "newer" };
  const parsed = spec.schema.safeParse(value);
  if (parsed.success) return { is: "valid", value: parsed.data as ContentOf<Name> };
  return { is: "malformed", path: parsed.error.issues[0]?.path.map(String).join(".") ?? "" };
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

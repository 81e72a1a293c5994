import type { Schema } from "./document.ts";

/** A schema as a developer writes it down: `{ name: text (1 to 120), sports?: [text] }`, one field a line. */
export const shape = (schema: Schema, indent = ""): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => shape(one, indent)).join(`\n${indent}or `);
  switch (schema.type ?? "") {
    case "object":
      return fields(schema, indent);
    case "array":
      return schema.items === undefined ? "[]" : `[${shape(schema.items, indent)}]${range("at most", schema.maxItems)}`;
    case "string":
      return `${FORMATS[schema.format ?? ""] ?? "text"}${schema.format === undefined ? length(schema) : ""}`;
    case "integer":
    case "number":
      return `${schema.type === "integer" ? "whole number" : "number"}${bounds(schema.minimum, schema.maximum)}`;
    case "boolean":
      return "true | false";
    default:
      return "anything";
  }
};

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "time (RFC 3339, UTC)",
  uri: "URL",
  email: "mail address",
};

const fields = ({ properties = {}, required = [] }: Schema, indent: string): string => {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, field]) => {
    const optional = required.includes(name) && field.default === undefined ? "" : "?";
    const usual = field.default === undefined ? "" : `, ${JSON.stringify(field.default)} where it is left out`;
    return `${inner}${name}${optional}: ${shape(field, inner)}${usual}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
};

const length = ({ minLength, maxLength }: Schema): string =>
  maxLength === undefined ? "" : ` (${minLength ?? 0} to ${maxLength} characters)`;
/** Whole numbers without a bound are bounded by what JavaScript counts exactly; that is nothing to say. */
const bounds = (minimum: number | undefined, maximum: number | undefined): string => {
  const [low, high] = [minimum, maximum].map((end) =>
    end === undefined || Math.abs(end) >= Number.MAX_SAFE_INTEGER ? undefined : end,
  );
  if (low !== undefined && high !== undefined) return ` (${low} to ${high})`;
  return range("at least", low) || range("at most", high);
};
const range = (words: string, end: number | undefined): string => (end === undefined ? "" : ` (${words} ${end})`);

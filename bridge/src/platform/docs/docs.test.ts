import { PROBLEM_CODES } from "@paceline/protocol/http";
import { expect, test } from "vitest";
import { CORE_ROUTES } from "../described-core.ts";
import { PEOPLE } from "../described-people.ts";
import { openApi } from "../openapi.ts";
import { docsPage } from "./docs-page.ts";
import { shape } from "./shape.ts";

const page = () => docsPage(openApi("https://bridge.test")).body.html;

test("B3 the page shows every call of the document once, with a link to it, and every problem code", () => {
  const text = page();
  for (const { method, path, summary } of [...PEOPLE, ...CORE_ROUTES]) {
    expect(text.split(`<code>${method.toUpperCase()} ${path}</code></h3>`)).toHaveLength(2);
    expect(text).toContain(summary.replaceAll("'", "&#39;"));
  }
  const ids = [...text.matchAll(/<h3 id="(\w+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...text.matchAll(/href="#(\w+)"/g)].map(([, id]) => id)).toEqual(ids);
  for (const code of PROBLEM_CODES) expect(text).toContain(`<td>${code}</td>`);
});

test("B3 the page runs nothing and loads nothing, and what the document says is text in it, whatever it holds", () => {
  expect(page()).not.toMatch(/<script|<link|<img|src=|style=|on\w+=/);
  const hostile = "<script>alert(1)</script>";
  const document = JSON.parse(JSON.stringify(openApi("https://bridge.test")));
  document.info.description = hostile;
  document.paths["/health"].get.summary = hostile;
  document.paths["/health"].get.responses["200"].content["application/json"].schema.properties = {
    [hostile]: { type: "string", format: hostile, description: hostile },
  };
  expect(docsPage(document).body.html).not.toContain("<script");
});

test("B3 a shape is written with what is required, allowed and usual", () => {
  expect(
    shape({
      type: "object",
      properties: {
        name: { type: "string", minLength: 1, maxLength: 120 },
        at: { type: "string", format: "date-time" },
        kind: { enum: ["open", "private"] },
        drill: { type: "boolean", default: false },
        seq: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
        heading: { type: "number", minimum: 0, maximum: 360 },
        shares: { type: "array", items: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
        none: { type: "object" },
        either: { anyOf: [{ const: "ok" }, { type: "array" }] },
      },
      required: ["name", "kind", "drill", "shares", "either"],
    }),
  ).toBe(`{
  name: text (1 to 120 characters)
  at?: time (RFC 3339, UTC)
  kind: "open" | "private"
  drill?: true | false, false where it is left out
  seq?: whole number (at least 0)
  heading?: number (0 to 360)
  shares: [{
    id: text
  }]
  none?: {}
  either: "ok"
  or []
}`);
});

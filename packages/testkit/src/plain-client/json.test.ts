import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./json.ts";

test("M6 canonical JSON does not depend on the order of keys and keeps the value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(object));
      expect(canonicalJson(JSON.parse(canonicalJson(object)))).toBe(canonicalJson(object));
    }),
  );
});

test("M6 canonical JSON sorts, has no spaces and leaves out what is undefined", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "日" }], a: true, gone: undefined })).toBe(
    '{"a":true,"b":[1,{"c":"日","d":null}]}',
  );
});

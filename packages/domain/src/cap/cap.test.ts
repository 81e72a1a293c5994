import { AlertBlock, EVENTS } from "@paceline/protocol/events";
import { count } from "@paceline/testkit/counts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capAlerts } from "../../test/cap-alerts.ts";
import { capXml, readCap } from "./index.ts";

const SAMPLE = AlertBlock.parse(EVENTS.alert.sample);
const written = (block: AlertBlock): string => {
  const xml = capXml(block, "!circle:example.org");
  if (!xml.ok) throw new Error(xml.failure.cause);
  return xml.value;
};
const failure = (xml: string) => {
  const read = readCap(xml);
  return read.ok ? "read" : read.failure.code;
};

describe("there and back", () => {
  test("S7 the sample as CAP 1.2: in the schema's order, times with an offset, parameters by name", () => {
    expect(
      written({
        ...SAMPLE,
        references: [{ sender: "@ana:example.org", identifier: "x", sent: "2026-11-22T16:40:00Z" }],
      }),
    ).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>sos-6f9a2c</identifier>
<sender>@ana:example.org</sender>
<sent>2026-11-22T16:50:00-00:00</sent>
<status>Actual</status>
<msgType>Alert</msgType>
<scope>Private</scope>
<addresses>!circle:example.org</addresses>
<references>@ana:example.org,x,2026-11-22T16:40:00-00:00</references>
<info>
<category>Rescue</category>
<event>SOS</event>
<urgency>Immediate</urgency>
<severity>Extreme</severity>
<certainty>Observed</certainty>
<headline>Ana Lind needs help</headline>
<instruction>Call Ana. If nobody answers, call 112 and tell them the position.</instruction>
<parameter>
<valueName>battery_pct</valueName>
<value>64</value>
</parameter>
<parameter>
<valueName>accuracy_m</valueName>
<value>8</value>
</parameter>
<parameter>
<valueName>fix_age_s</valueName>
<value>20</value>
</parameter>
<area>
<areaDesc>Last known position</areaDesc>
<circle>48.13721,11.57556 0.008</circle>
</area>
</info>
</alert>
`,
    );
  });

  test("S7 every alert comes back as it was", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(capAlerts, (block) => {
        expect(AlertBlock.parse(block)).toEqual(block);
        expect(readCap(written(block))).toEqual({ ok: true, value: block });
      }),
      { numRuns: count("S7 alerts there and back", { quick: 1_000, prove: 20_000 }) },
    );
  });

  test("S7 a drill is marked Exercise", () => {
    expect(written({ ...SAMPLE, status: "Exercise" })).toContain("<status>Exercise</status>");
  });

  test("S7 what XML cannot carry is replaced, and never breaks the document", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (headline) => {
        const block = { ...SAMPLE, info: SAMPLE.info && { ...SAMPLE.info, headline: `a${headline}` } };
        expect(failure(written(block))).toBe("read");
      }),
    );
    const odd = { ...SAMPLE, info: SAMPLE.info && { ...SAMPLE.info, headline: "a\u{0}b\u{D800}c\u{FFFE}" } };
    expect(written(odd)).toContain("<headline>a\u{FFFD}b\u{FFFD}c\u{FFFD}</headline>");
  });

  test("S7 fractions of a second are cut, a sender that CAP forbids is refused", () => {
    expect(written({ ...SAMPLE, sent: "2026-11-22T16:50:00.987Z" })).toContain(
      "<sent>2026-11-22T16:50:00-00:00</sent>",
    );
    const comma = { ...SAMPLE, sender: "@a,b:example.org" as typeof SAMPLE.sender };
    expect(capXml(comma, "!x")).toMatchObject({ ok: false, failure: { code: "not-cap" } });
  });
});

describe("documents of others", () => {
  const xml = written(SAMPLE);

  test("S7 prefixes, offsets, other infos, elements we do not know and signatures are understood or passed over", () => {
    const foreign = xml
      .replaceAll(/<(\/?)(?=[a-z])/gi, "<$1c:")
      .replace("c:alert xmlns=", "c:alert xmlns:c=")
      .replace("16:50:00-00:00", "17:50:00+01:00")
      .replace("<c:urgency>", "<c:responseType>Assess</c:responseType><c:urgency>")
      .replace(
        "</c:info>",
        "</c:info><c:info><c:event>zweite Sprache</c:event></c:info><s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'><s:identifier>no</s:identifier></s:Signature>",
      );
    expect(readCap(foreign)).toEqual({ ok: true, value: SAMPLE });
  });

  test.each([
    [
      "entities that grow",
      xml.replace("<alert", '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><alert').replace("SOS", "&b;"),
      "forbidden-xml",
    ],
    [
      "a file of this machine",
      xml.replace("<alert", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><alert').replace("SOS", "&f;"),
      "forbidden-xml",
    ],
    [
      "an external document type",
      xml.replace("<alert", '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><alert'),
      "forbidden-xml",
    ],
    ["an entity without a declaration", xml.replace("SOS", "&b;"), "not-xml"],
    ["CAP 1.1", xml.replace("cap:1.2", "cap:1.1"), "wrong-namespace"],
    ["no namespace", xml.replace(/ xmlns="[^"]*"/, ""), "wrong-namespace"],
    ["another root", xml.replaceAll(/alert(?=[ >])/g, "feed"), "wrong-namespace"],
    ["a namespace inside that is not CAP's", xml.replace("<identifier>", '<identifier xmlns="urn:x">'), "not-cap"],
    ["an open element", xml.replace("</info>", ""), "not-xml"],
    ["nothing", "", "not-xml"],
    ["text", "help", "not-xml"],
    ["two documents", xml + xml, "not-xml"],
    ["two identifiers", xml.replace("<sender>", "<identifier>y</identifier><sender>"), "not-cap"],
    ["no sender", xml.replace(/<sender>.*<\/sender>/, ""), "not-cap"],
    ["a status of nobody", xml.replace("Actual", "Draft"), "not-cap"],
    ["a time that is none", xml.replace("16:50:00", "26:50:00"), "not-cap"],
    ["a time with Z", xml.replace("16:50:00-00:00", "yesterday"), "not-cap"],
    ["half a reference", xml.replace("<info>", "<references>@a:b,c</references><info>"), "not-cap"],
    ["a parameter that is no number", xml.replace("<value>64", "<value>full"), "not-cap"],
    ["a thousand levels", xml.replace("SOS", `${"<a>".repeat(1_000)}${"</a>".repeat(1_000)}`), "too-large"],
    ["a hundred thousand elements", xml.replace("<info>", `${"<a/>".repeat(40_000)}<info>`), "too-large"],
    ["a very long one", xml.replace("SOS", "x".repeat(300_000)), "too-large"],
  ])("S7 %s: refused by name", (_what, document, code) => {
    expect(failure(document)).toBe(code);
  });

  test("S7 a failure names what is wrong and quotes nothing of the document", () => {
    const read = readCap(xml.replace("<value>64", "<value>secret place"));
    expect(read).toMatchObject({ failure: { code: "not-cap", cause: "wrong or missing: info.parameter.battery_pct" } });
    const broken = readCap(xml.replace("Ana Lind needs help", "<secret place>"));
    expect(JSON.stringify(broken)).not.toContain("secret");
  });

  test("S7 no document makes the reader throw", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(fc.nat(xml.length), fc.string({ unit: "binary" }), fc.nat(20), (at, noise, cut) => {
        expect(failure(xml.slice(0, at) + noise + xml.slice(at + cut))).toBeTypeOf("string");
      }),
      { numRuns: count("S7 broken documents", { quick: 500, prove: 50_000 }) },
    );
  });
});

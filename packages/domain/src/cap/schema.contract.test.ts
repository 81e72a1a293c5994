import { AlertBlock, EVENTS } from "@paceline/protocol/events";
import { count, figures } from "@paceline/testkit/counts";
import { capSchemaFaults } from "@paceline/testkit/python-tools";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { capAlerts } from "../../test/cap-alerts.ts";
import { capXml } from "./index.ts";

const xmlOf = (block: AlertBlock): string => {
  const xml = capXml(block, "!circle:example.org");
  if (!xml.ok) throw new Error(xml.failure.cause);
  return xml.value;
};

// The first run installs the Python tools.
test("S7 every alert is valid by the schema of OASIS, which refuses what is not", { timeout: 300_000 }, async () => {
  const runs = count("S7 alerts against the OASIS schema", { quick: 200, prove: 1_000 });
  const alerts = [AlertBlock.parse(EVENTS.alert.sample), ...fc.sample(capAlerts, runs)];
  const [sample = "", ...documents] = alerts.map(xmlOf);
  const wrong = [
    sample.replace("-00:00</sent>", "Z</sent>"),
    sample.replace("<status>Actual", "<status>Drill"),
    sample.replace(/<sender>.*<\/sender>\n/, ""),
    sample.replace(/(<urgency>.*\n)(<severity>.*\n)/, "$2$1"),
    sample.replace("cap:1.2", "cap:1.1"),
    sample.replace("</alert>", ""),
  ];
  const faults = await capSchemaFaults([sample, ...documents, ...wrong]);
  const valid = faults.slice(0, runs + 1);
  figures("S7 alerts against the OASIS schema", {
    valid: valid.filter((fault) => fault === null).length,
    invalid: valid.filter((fault) => fault !== null).length,
    exercises: alerts.filter(({ status }) => status === "Exercise").length,
  });
  expect(valid.filter((fault) => fault !== null)).toEqual([]);
  expect(faults.slice(runs + 1).map((fault) => typeof fault)).toEqual(wrong.map(() => "string"));
});

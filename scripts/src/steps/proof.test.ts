import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT } from "./plan.ts";
import { proofOf } from "./proof.ts";

test("B1 a proof tells its command, the counts it used, what was counted and every test", () => {
  const taken = { command: "npm run prove", takenAt: "2026-01-01T00:00:00Z", commit: "abc", machine: "m", node: "24" };
  const result = {
    file: join(CHECKOUT, "bridge/src/inbox.contract.test.ts"),
    title: "B1 kill",
    passed: true,
    ms: 1500,
  };
  const outcome = { name: "contract", passed: 1, failed: 0, ms: 1500, output: "", results: [result] };
  const { data, text } = proofOf(
    taken,
    [outcome],
    [
      { kind: "count", name: "kills", figures: { count: 500 } },
      { kind: "count", name: "kills", figures: { count: 500 } },
      { kind: "figures", name: "B1 kill -9", figures: { lost: 0, doubled: 0 } },
    ],
  );
  expect(text).toContain("`npm run prove`");
  expect(text.match(/\| kills \| 500 \|/g)).toHaveLength(1);
  expect(text).toContain("| B1 kill -9 | lost 0, doubled 0 |");
  expect(text).toContain("| B1 kill | contract | 1.5 | passed |");
  expect(data).toMatchObject({ summary: "1 passed, 0 failed", tests: [{ file: "bridge/src/inbox.contract.test.ts" }] });
});

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../steps/plan.ts";
import { overlay } from "./overlay.ts";
import type { Violation } from "./violations.ts";
import { ALLOWED, VIOLATIONS } from "./violations.ts";

/** Lines `path rule`, one for each finding. */
type Findings = ReadonlySet<string>;

let folder = "";
let findings: Record<Violation["tool"], Findings>;

beforeAll(async () => {
  folder = overlay({ ...ALLOWED, ...Object.assign({}, ...VIOLATIONS.map((violation) => violation.files)) });
  const [tsc, oxlint, knip] = await Promise.all([compiled(), linted(), unused()]);
  findings = { tsc, oxlint, knip };
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("D3 each fence fails on its violation", () => {
  test.each(VIOLATIONS)("D3 $tool $rule: $what", ({ tool, rule, files }) => {
    expect(findings[tool]).toContain(`${Object.keys(files)[0]} ${rule}`);
  });
});

test("D3 the fences leave open what the house allows", () => {
  const refused = [...findings.tsc, ...findings.oxlint].filter((line) =>
    Object.keys(ALLOWED).includes(line.split(" ")[0] ?? ""),
  );
  expect(refused).toEqual([]);
});

/** The tool's output; that it ends with an error is part of the proof. */
function failing(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64e6 }, (error, stdout, stderr) =>
      error === null ? reject(new Error("no violation made the tool fail")) : resolve(stdout || stderr),
    );
  });
}

async function compiled(): Promise<Findings> {
  const output = await failing([program("typescript", "tsc"), "--build", "--pretty", "false"]);
  return new Set(
    [...output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+)/gm)].map(([, path, code]) => `${path} ${code}`),
  );
}

async function linted(): Promise<Findings> {
  const output = await failing([program("oxlint", "oxlint"), "--format", "json"]);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  return new Set(diagnostics.map(({ filename, code }) => `${relative(folder, `${folder}/${filename}`)} ${code}`));
}

type Issues = { file: string } & Record<string, unknown>;

async function unused(): Promise<Findings> {
  const output = await failing([program("knip", "knip"), "--reporter", "json", "--no-progress", "--no-config-hints"]);
  const { issues } = JSON.parse(output) as { issues: Issues[] };
  return new Set(
    issues.flatMap(({ file, ...kinds }) =>
      Object.entries(kinds).flatMap(([kind, found]) =>
        Array.isArray(found) && found.length > 0 ? [`${file} ${kind}`] : [],
      ),
    ),
  );
}

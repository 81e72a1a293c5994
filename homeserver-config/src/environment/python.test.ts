import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installAdvice } from "./advice.ts";
import { findPython } from "./python.ts";

/** A program that answers our probe as a Python of some kind would. */
const fakePython = async (answer: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-python-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "python3");
  await writeFile(path, `#!/bin/sh\necho "${answer}"\n`);
  await chmod(path, 0o755);
  return path;
};

const adviceFor = async (preferred: string): Promise<string> => {
  const found = await findPython(preferred);
  return found.ok ? `found ${found.value}` : installAdvice(found.failure);
};

test("D3 a recent Python that makes environments is taken", async () => {
  const python = await fakePython("3 13 1");
  expect(await findPython(python)).toEqual({ ok: true, value: python });
});

test("D3 a missing Python, an old one and one without venv each get a sentence that says what to do", async () => {
  expect(await adviceFor("/nowhere/python3")).toMatch(
    /^\/nowhere\/python3 .* point the variable at Python 3\.10 or later/,
  );
  expect(await adviceFor(await fakePython("3 9 1"))).toMatch(
    /^Python 3\.9 is too old .* install Python 3\.10 or later/,
  );
  expect(await adviceFor(await fakePython("2 7 0"))).toMatch(/^Python 2\.7 is too old/);
  expect(await adviceFor(await fakePython("3 11 0"))).toMatch(/sudo apt install python3-venv, or python3\.11-venv/);
});

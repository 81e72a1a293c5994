import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { cleanVariables } from "./environment.ts";
import type { InstallFailure } from "./advice.ts";

const run = promisify(execFile);

/** Oldest minor version of Python 3 that the lock holds for. */
const OLDEST = 10;
const NAMES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
const PROBE = [
  "import sys",
  "ready = True",
  "try: import venv, ensurepip",
  "except ImportError: ready = False",
  "print(sys.version_info[0], sys.version_info[1], int(ready))",
].join("\n");

type Found = { readonly command: string; readonly major: number; readonly minor: number; readonly makesVenvs: boolean };

/**
 * A Python (3.10 or later) that can make virtual environments; the first of the usual names, or `preferred` alone where
 * somebody named one (variable `PACELINE_PYTHON`).
 */
export const findPython = async (
  preferred = process.env["PACELINE_PYTHON"],
): Promise<Result<string, InstallFailure>> => {
  const found = (await Promise.all((preferred ? [preferred] : NAMES).map(probe))).filter(
    (python) => python !== undefined,
  );
  const recent = found.filter((python) => python.major === 3 && python.minor >= OLDEST);
  const able = recent.find((python) => python.makesVenvs);
  if (able) return ok(able.command);
  const first = recent[0] ?? found[0];
  if (!first) return failed("PYTHON_MISSING", "never", preferred);
  const version = `${first.major}.${first.minor}`;
  return recent[0] ? failed("VENV_MISSING", "never", version) : failed("PYTHON_OLD", "never", version);
};

const probe = async (command: string): Promise<Found | undefined> => {
  try {
    const { stdout } = await run(command, ["-c", PROBE], { env: cleanVariables(), timeout: 20_000 });
    const [major, minor, makesVenvs] = stdout.trim().split(" ").map(Number);
    if (major === undefined || minor === undefined) return undefined;
    return { command, major, minor, makesVenvs: makesVenvs === 1 };
  } catch {
    return undefined; // Not there, or not a Python: the next name may be.
  }
};

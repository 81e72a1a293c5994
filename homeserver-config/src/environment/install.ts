import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { InstallFailure } from "./advice.ts";
import { environmentIn } from "./environment.ts";
import type { SynapseEnvironment } from "./environment.ts";
import { takeInstallLock } from "./install-lock.ts";
import { pip } from "./pip.ts";
import { findPython } from "./python.ts";

const REQUIREMENTS = fileURLToPath(new URL("../../requirements.txt", import.meta.url));
const STAMP = "paceline-stamp";

/** Synapse in a virtual environment at `folder`, as `installPackages` does it. */
export const installSynapse = (
  folder: string,
  onProgress?: (doing: string) => void,
): Promise<Result<SynapseEnvironment, InstallFailure>> => installPackages(folder, REQUIREMENTS, onProgress);

/**
 * The packages of a lock (made by `uv pip compile --generate-hashes`) in a virtual environment at `folder`: those and no others, with their hashes checked. Does nothing
 * when they are there already (two small files are read); an interrupted or outdated installation is finished by the next call. Safe to call from several processes.
 * `onProgress` hears what is being done now, in a few words.
 */
export const installPackages = async (
  folder: string,
  requirements: string,
  onProgress: (doing: string) => void = () => undefined,
): Promise<Result<SynapseEnvironment, InstallFailure>> => {
  if (process.platform === "win32") return failed("PLATFORM_UNSUPPORTED", "never");
  if (await isCurrent(folder, requirements)) return ok(environmentIn(folder));

  const release = await takeInstallLock(`${folder}.lock`);
  if (typeof release === "number") return failed("INSTALL_BUSY", "later", `process ${release}`);
  try {
    if (await isCurrent(folder, requirements)) return ok(environmentIn(folder));
    return await install(folder, requirements, onProgress);
  } finally {
    await release();
  }
};

const install = async (
  folder: string,
  requirements: string,
  onProgress: (doing: string) => void,
): Promise<Result<SynapseEnvironment, InstallFailure>> => {
  const python = await findPython();
  if (!python.ok) return python;
  await rm(folder, { recursive: true, force: true });

  onProgress("making a Python environment");
  const made = await pip(python.value, ["-m", "venv", folder], onProgress);
  if (!made.ok) return failed("VENV_FAILED", "never", made.failure.cause);

  const environment = environmentIn(folder);
  const filled = await pip(
    environment.python,
    // Wheels only: a package that would have to be compiled here fails with its name instead of a compiler's output.
    [
      "-m",
      "pip",
      "install",
      "--disable-pip-version-check",
      "--no-input",
      "--require-hashes",
      // The lock is whole, and what a package asks for beside it is not wanted.
      "--no-deps",
      "--only-binary",
      ":all:",
      "-r",
      requirements,
    ],
    onProgress,
  );
  if (!filled.ok) return failed("PACKAGES_FAILED", "later", filled.failure.cause);
  await writeFile(join(folder, STAMP), await expectedStamp(folder, requirements));
  return ok(environment);
};

/** The stamp is written last, so its presence says that the installation was whole. */
const isCurrent = async (folder: string, requirements: string): Promise<boolean> => {
  // Follows the link to the interpreter, which may have been removed since.
  if (!existsSync(environmentIn(folder).python) || !existsSync(join(folder, STAMP))) return false;
  return (await readFile(join(folder, STAMP), "utf8")) === (await expectedStamp(folder, requirements));
};

const expectedStamp = async (folder: string, requirements: string): Promise<string> => {
  const lock = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  const version = /^version\s*=\s*(\S+)/m.exec(await readFile(join(folder, "pyvenv.cfg"), "utf8"))?.[1];
  return `${lock} python ${version ?? "unknown"} ${process.platform}-${process.arch}\n`;
};

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

/**
 * Synapse in a virtual environment at `folder`, from locked packages whose hashes are checked. Does nothing when it is there
 * already (two small files are read); an interrupted or outdated one is finished by the next call. Safe to call from
 * several processes. `onProgress` hears what is being done now, in a few words.
 */
export const installSynapse = async (
  folder: string,
  onProgress: (doing: string) => void = () => undefined,
): Promise<Result<SynapseEnvironment, InstallFailure>> => {
  if (process.platform === "win32") return failed("PLATFORM_UNSUPPORTED", "never");
  if (await isCurrent(folder)) return ok(environmentIn(folder));

  const release = await takeInstallLock(`${folder}.lock`);
  if (typeof release === "number") return failed("INSTALL_BUSY", "later", `process ${release}`);
  try {
    return (await isCurrent(folder)) ? ok(environmentIn(folder)) : await install(folder, onProgress);
  } finally {
    await release();
  }
};

const install = async (
  folder: string,
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
      "--only-binary",
      ":all:",
      "-r",
      REQUIREMENTS,
    ],
    onProgress,
  );
  if (!filled.ok) return failed("PACKAGES_FAILED", "later", filled.failure.cause);
  await writeFile(join(folder, STAMP), await expectedStamp(folder));
  return ok(environment);
};

/** The stamp is written last, so its presence says that the installation was whole. */
const isCurrent = async (folder: string): Promise<boolean> => {
  // Follows the link to the interpreter, which may have been removed since.
  if (!existsSync(environmentIn(folder).python) || !existsSync(join(folder, STAMP))) return false;
  return (await readFile(join(folder, STAMP), "utf8")) === (await expectedStamp(folder));
};

const expectedStamp = async (folder: string): Promise<string> => {
  const lock = createHash("sha256")
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
  const version = /^version\s*=\s*(\S+)/m.exec(await readFile(join(folder, "pyvenv.cfg"), "utf8"))?.[1];
  return `${lock} python ${version ?? "unknown"} ${process.platform}-${process.arch}\n`;
};

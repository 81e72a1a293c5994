import type { Failure } from "@paceline/protocol";

export type InstallFailure =
  | "PLATFORM_UNSUPPORTED"
  | "PYTHON_MISSING"
  | "PYTHON_OLD"
  | "VENV_MISSING"
  | "VENV_FAILED"
  | "PACKAGES_FAILED"
  | "INSTALL_BUSY";

/** What somebody in front of a terminal should do about it, in one or two sentences. */
export const installAdvice = ({ code, cause }: Failure<InstallFailure>): string => advice[code](cause ?? "");

const advice: Record<InstallFailure, (cause: string) => string> = {
  PLATFORM_UNSUPPORTED: () =>
    "Synapse does not run on Windows itself: start Paceline inside WSL (wsl --install, then the same commands there).",
  PYTHON_MISSING: (tried) =>
    tried
      ? `${tried} (from PACELINE_PYTHON) is not a Python that runs: point the variable at Python 3.10 or later, or unset it.`
      : "No Python was found: install Python 3.10 or later (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python) and start again.",
  PYTHON_OLD: (version) =>
    `Python ${version} is too old for Synapse: install Python 3.10 or later, or name one with PACELINE_PYTHON=/path/to/python3 and start again.`,
  VENV_MISSING: (version) =>
    `Python ${version} is here without the module that makes virtual environments: install it (Debian, Ubuntu: sudo apt install python3-venv, or python${version}-venv) and start again.`,
  VENV_FAILED: (cause) => `The Python environment for Synapse could not be made: ${cause}`,
  PACKAGES_FAILED: (cause) =>
    `Synapse's packages could not be installed. Check the network and the free disk space (300 MB) and start again; what is there is reused. pip said: ${cause}`,
  INSTALL_BUSY: (owner) =>
    `Another process (${owner}) is still installing Synapse: wait for it, or end it, and start again.`,
};

import { existsSync } from "node:fs";
import { join } from "node:path";

const LINUX = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const MACOS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const WINDOWS_ROOTS = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];

/** Path of a Chrome or Chromium that somebody installed on this machine. */
export function installedChromium(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return candidates(env, platform).find((path) => existsSync(path));
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "darwin") return MACOS;
  if (platform === "win32")
    return WINDOWS_ROOTS.flatMap((name) => env[name] ?? []).map((root) =>
      join(root, "Google", "Chrome", "Application", "chrome.exe"),
    );
  return (env["PATH"] ?? "").split(":").flatMap((folder) => LINUX.map((name) => join(folder, name)));
}

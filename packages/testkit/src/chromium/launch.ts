import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { installedChromium } from "./installed.ts";
import { canUnpack, unpackedChromium } from "./unpacked.ts";

/** Fits Playwright's `launchOptions` and `chromium.launch()`. */
export type ChromiumLaunch = {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
};

/**
 * Containers and root know no sandbox. Machines without a graphics card draw WebGL2 in software (SwiftShader); whole pages
 * are put together without it, which costs half. The pages that tests open are ours alone.
 */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu-compositing",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

const checkout = resolve(import.meta.dirname, "../../../..");

/**
 * The browser of every test, in this order: the one that `PACELINE_CHROMIUM` names, the one among the npm packages
 * (Linux on x64, unpacked once into `.paceline/`), an installed Chrome or Chromium. Throws with what to do when there is none.
 */
export async function chromiumLaunch(
  env: NodeJS.ProcessEnv = process.env,
  stateFolder: string = join(checkout, ".paceline"),
): Promise<ChromiumLaunch> {
  const inherited = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const named = env["PACELINE_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`PACELINE_CHROMIUM names ${named}, which does not exist.`);
    return { executablePath: named, args: ARGS, env: inherited };
  }
  if (canUnpack()) {
    const own = await unpackedChromium(stateFolder);
    const libraries = [own.libraryFolder, inherited["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
    return {
      executablePath: own.executablePath,
      args: ARGS,
      env: { ...inherited, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: own.fontsFile },
    };
  }
  const installed = installedChromium(env);
  if (installed !== undefined) return { executablePath: installed, args: ARGS, env: inherited };
  throw new Error("No Chromium for the tests: install Chrome or Chromium, or name one in PACELINE_CHROMIUM.");
}

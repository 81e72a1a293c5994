import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export type UnpackedChromium = {
  readonly executablePath: string;
  /** NSS and its kin, which a bare Linux lacks. For LD_LIBRARY_PATH. */
  readonly libraryFolder: string;
  /** For FONTCONFIG_FILE: the package's font, then the machine's. */
  readonly fontsFile: string;
};

/** `al2023` holds the NSS libraries; the package itself unpacks it only where it believes to be on a serverless host. */
const ARCHIVES = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];

/** The packaged browser exists for Linux on x64 alone. */
export const canUnpack = (): boolean => process.platform === "linux" && process.arch === "x64";

/** Unpacks the browser of `@sparticuz/chromium` below `stateFolder`, once per version (209 MB, 2 s). Safe to call from several processes at once. */
export async function unpackedChromium(stateFolder: string): Promise<UnpackedChromium> {
  const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as { version: string };
  const home = join(stateFolder, "chromium", version);
  const found: UnpackedChromium = {
    executablePath: join(home, "chromium"),
    libraryFolder: join(home, "al2023", "lib"),
    fontsFile: join(home, "fonts.conf"),
  };
  if (!existsSync(home)) await unpack(join(packageFolder, "bin"), home);
  return found;
}

/** Whole or not at all: unpacked beside the place and moved there as the last step. */
async function unpack(archives: string, home: string): Promise<void> {
  const partial = `${home}.partial-${randomUUID()}`;
  await mkdir(partial, { recursive: true });
  // The package unpacks into the temporary folder of its process, hence a process with a temporary folder of ours.
  const program = `import { inflate } from "@sparticuz/chromium";
    for (const path of process.argv.slice(1)) await inflate(path);`;
  const paths = ARCHIVES.map((name) => join(archives, name));
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program, ...paths], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: partial },
  });
  await writeFile(join(partial, "fonts.conf"), fontsConfiguration(home));
  try {
    await rename(partial, home);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

const fontsConfiguration = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${join(home, "fonts-cache")}</cachedir>
</fontconfig>
`;

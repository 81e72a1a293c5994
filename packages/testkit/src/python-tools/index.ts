import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { installAdvice, installPackages } from "@paceline/homeserver-config/run";

export { libsodium } from "./libsodium.ts";

const FOLDER = fileURLToPath(new URL("../../../../.paceline/python-tools", import.meta.url));
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * What the schema of OASIS says about each CAP 1.2 document, in one Python process (lxml): `null` where it is valid. The checkout's Python tools are installed on first use (a few
 * seconds), from a lock with hashes.
 */
export const capSchemaFaults = async (documents: readonly string[]): Promise<readonly (string | null)[]> => {
  const installed = await installPackages(FOLDER, here("requirements.txt"));
  if (!installed.ok) throw new Error(installAdvice(installed.failure));
  const { python, variables } = installed.value;
  const child = spawn(python, [here("cap_schema.py")], { env: variables, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(documents));
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number | null]>]);
  if (code !== 0) throw new Error(`the schema check ended with ${code}`);
  return JSON.parse(answer) as (string | null)[];
};

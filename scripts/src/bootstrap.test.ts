import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { CHECKOUT } from "./steps/plan.ts";

/** A checkout with a lockfile, one command and an npm that does what the test says. */
function checkout(npm = INSTALLS) {
  const root = mkdtempSync(join(tmpdir(), "paceline-bootstrap-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "scripts", "src"), { recursive: true });
  mkdirSync(join(root, "bin"));
  cpSync(join(CHECKOUT, "scripts", "bootstrap.mjs"), join(root, "scripts", "bootstrap.mjs"));
  const inRoot = (...path: string[]): string => join(root, ...path);
  const lock = (version: string): void => {
    const packages = {
      "": {},
      "node_modules/a": { version },
      "node_modules/other-system": { version, optional: true },
    };
    writeFileSync(inRoot("package-lock.json"), JSON.stringify({ packages }));
  };
  const setNpm = (program: string): void =>
    writeFileSync(inRoot("bin", "npm"), `#!${process.execPath}\n${program}`, { mode: 0o755 });
  writeFileSync(inRoot(".npmrc"), "audit=false\n");
  writeFileSync(inRoot("scripts", "src", "check.ts"), COMMAND);
  lock("1.0.0");
  setNpm(npm);
  const installs = (): number =>
    existsSync(inRoot("installs")) ? readFileSync(inRoot("installs"), "utf8").trim().split("\n").length : 0;
  return { root, inRoot, lock, setNpm, installs };
}

const COMMAND = `console.log("args", process.argv.slice(2).join(","));
process.on("SIGTERM", () => process.exit(7));
if (process.argv[2] === "wait") { console.log("waiting"); setInterval(() => {}, 1000); }
if (process.argv[2] === "fail") process.exitCode = 3;\n`;

/** Notes that it ran and with which of npm's variables, then leaves what npm ci leaves. */
const INSTALLS = `const fs = require("node:fs");
fs.appendFileSync("installs", Object.keys(process.env).filter((key) => /^npm_config_/.test(key)).join() + "done\\n");
fs.mkdirSync("node_modules", { recursive: true });
const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
delete packages[""]; delete packages["node_modules/other-system"];
fs.writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages }));\n`;

type Ended = { readonly code: number | null; readonly out: string };

function begin(root: string, args: readonly string[], more: Record<string, string> = {}) {
  const path = [join(root, "bin"), dirname(process.execPath)].join(delimiter);
  const env = { PATH: path, HOME: root, ...more };
  const child = spawn(process.execPath, [join(root, "scripts", "bootstrap.mjs"), ...args], { cwd: root, env });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += String(chunk)));
  const end = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, out }));
  });
  return { child, end, told: () => out };
}

const run = (root: string, args: readonly string[], more?: Record<string, string>): Promise<Ended> =>
  begin(root, args, more).end;

test("D3 the first command installs, the next ones go straight on", async () => {
  const { root, installs } = checkout();
  expect(await run(root, ["check", "--a", "b"])).toMatchObject({ code: 0, out: expect.stringContaining("args --a,b") });
  expect((await run(root, ["check"])).out).not.toContain("Installing");
  expect(installs()).toBe(1);
});

test("D3 another lockfile, other settings of npm or missing packages mean another install", async () => {
  const { root, inRoot, lock, installs } = checkout();
  const changes = [
    () => undefined,
    () => lock("2.0.0"),
    () => writeFileSync(inRoot(".npmrc"), "audit=true\n"),
    () => rmSync(inRoot("node_modules"), { recursive: true }),
    () => rmSync(inRoot(".paceline"), { recursive: true }),
  ];
  for (const [index, change] of changes.entries()) {
    change();
    await run(root, ["check"]);
    expect(installs()).toBe(index + 1);
  }
});

test("D3 an npm install done by hand is not done again", async () => {
  const { root, inRoot, lock, installs } = checkout();
  await run(root, ["check"]);
  lock("2.0.0");
  const packages = { "node_modules/a": { version: "2.0.0" } };
  writeFileSync(inRoot("node_modules", ".package-lock.json"), JSON.stringify({ packages }));
  expect((await run(root, ["check"])).code).toBe(0);
  expect(installs()).toBe(1);
});

test("D3 an interrupted install is said and done again", async () => {
  const { root, inRoot, setNpm, installs } = checkout(
    `require("node:fs").writeFileSync("began", ""); setInterval(() => {}, 1000);`,
  );
  const first = begin(root, ["check"]);
  await vi.waitFor(() => expect(existsSync(inRoot("began"))).toBe(true), 10_000);
  first.child.kill("SIGINT");
  expect(await first.end).toMatchObject({ code: 1, out: expect.stringContaining("was interrupted") });
  setNpm(INSTALLS);
  mkdirSync(inRoot("node_modules"));
  writeFileSync(inRoot("node_modules", ".package-lock.json"), readFileSync(inRoot("package-lock.json")));
  expect((await run(root, ["check"])).out).toContain("the last install did not finish");
  expect(installs()).toBe(1);
});

test("D3 two commands at once install once", async () => {
  const { root, installs } = checkout(`setTimeout(() => { ${INSTALLS} }, 300);`);
  const ends = await Promise.all([run(root, ["check"]), run(root, ["check"])]);
  expect(ends.map((end) => end.code)).toEqual([0, 0]);
  expect(installs()).toBe(1);
});

test("D3 npm's own variables do not reach the install", async () => {
  const { root, inRoot } = checkout();
  await run(root, ["check"], { npm_config_omit: "dev", npm_config_global: "true" });
  expect(readFileSync(inRoot("installs"), "utf8")).toBe("done\n");
});

test.each([
  ["npm error code EUSAGE", "package.json and package-lock.json disagree"],
  ["npm error code ENOSPC", "The disk is full"],
  ["npm error code EACCES", "npm may not write"],
  ["npm error code ENOTFOUND", "could not reach its package registry"],
  ["npm error code EINTEGRITY", "is damaged"],
  ["npm error something", "npm could not install the packages"],
])("D3 '%s' becomes a sentence that says what to do", async (said, sentence) => {
  const { root } = checkout(`console.error(${JSON.stringify(said)}); process.exit(1);`);
  expect(await run(root, ["check"])).toMatchObject({ code: 1, out: expect.stringContaining(sentence) });
});

test("D3 a missing npm and an unknown command get a sentence", async () => {
  const { root, inRoot } = checkout();
  expect(await run(root, ["fly"])).toMatchObject({ code: 1, out: expect.stringContaining("Usage:") });
  rmSync(inRoot("bin", "npm"));
  const env = { PATH: inRoot("bin") };
  expect(await run(root, ["check"], env)).toMatchObject({ code: 1, out: expect.stringContaining("npm is missing") });
});

test("D3 exit code and signals pass through, in this process and in another Node", async () => {
  const { root, inRoot } = checkout();
  symlinkSync(process.execPath, inRoot("bin", "newer-node"));
  const other = {
    npm_config_user_agent: "npm/11.0.0 node/v24.0.0 linux x64",
    npm_node_execpath: inRoot("bin", "newer-node"),
  };
  for (const env of [{}, other]) {
    expect((await run(root, ["check", "fail"], env)).code).toBe(3);
    const waiting = begin(root, ["check", "wait"], env);
    await vi.waitFor(() => expect(waiting.told()).toContain("waiting"), 10_000);
    waiting.child.kill("SIGTERM");
    expect((await waiting.end).code).toBe(7);
  }
});

test("D3 when npm is ended and its shell with it, the command that they leave behind ends too", async () => {
  const { root, inRoot } = checkout();
  symlinkSync(process.execPath, inRoot("bin", "newer-node"));
  const other = {
    npm_config_user_agent: "npm/11.0.0 node/v24.0.0 linux x64",
    npm_node_execpath: inRoot("bin", "newer-node"),
  };
  for (const more of [{}, other]) {
    const path = [join(root, "bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const env = { PATH: path, HOME: root, npm_lifecycle_event: "check", ...more };
    // A second command keeps the shell from giving its place to the first.
    const line = `"${process.execPath}" "${inRoot("scripts", "bootstrap.mjs")}" check wait; :`;
    const shell = spawn("sh", ["-c", line], { cwd: root, env });
    let out = "";
    shell.stdout.on("data", (chunk) => (out += String(chunk)));
    const closed = once(shell, "close");
    await vi.waitFor(() => expect(out).toContain("waiting"), 10_000);
    shell.kill("SIGTERM");
    // Its output closes when the last of those that write to it has ended.
    await closed;
  }
});

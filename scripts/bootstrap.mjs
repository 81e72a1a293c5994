#!/usr/bin/env node
// The door to every command: brings the locked packages and Node 24, then hands over to scripts/src/<name>.ts.
// Plain JavaScript without dependencies, because it runs before anything is installed, on any Node from 20 on.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const OLDEST_HOST_NODE = 20;
const OWN_NODE = 24;
const TARGETS = ["start", "dev", "test", "check", "prove", "bench"];
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const WINDOWS = process.platform === "win32";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const state = join(root, ".paceline");
const stampFile = join(state, "install.stamp");
const lockFile = join(state, "install.lock");
const INSTALLING = "installing";

const majorOf = (version) => Number.parseInt(version, 10);
const textOf = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

class Stop extends Error {}

/** What the packages of this checkout are made from, `<npm's settings and platform>-<lockfile>`; another stamp means another install. */
function stampNow() {
  const hash = (...parts) => createHash("sha256").update(parts.join("\0")).digest("hex");
  const settings = hash(textOf(join(root, ".npmrc")), process.platform, process.arch);
  return `${settings}-${hash(textOf(join(root, "package-lock.json")))}`;
}

/**
 * True when node_modules holds what the lockfile says, so that an `npm install` done by hand is not done again.
 * npm writes node_modules/.package-lock.json as its last step; optional packages of other platforms are absent there.
 */
function matchesLockfile() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const found = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages;
    const external = Object.keys(wanted).filter((key) => key.includes("node_modules/"));
    return (
      external.every((key) =>
        found[key] === undefined ? wanted[key].optional : found[key].version === wanted[key].version,
      ) && Object.keys(found).every((key) => wanted[key] !== undefined)
    );
  } catch {
    return false;
  }
}

function installed() {
  const [stamp, now] = [textOf(stampFile), stampNow()];
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return false;
  if (stamp === now) return true;
  if (stamp.split("-")[0] !== now.split("-")[0] || !matchesLockfile()) return false;
  writeFileSync(stampFile, now);
  return true;
}

/** npm's own variables describe the run that called us and would change the install; PATH must not lead into the folder that npm replaces. */
function cleanEnvironment() {
  const env = {};
  for (const [key, value] of Object.entries(process.env)) {
    if (/^npm_(config|package|lifecycle)_/.test(key)) continue;
    env[key] = /^path$/i.test(key) ? outsideNodeModules(value) : value;
  }
  return env;
}

const outsideNodeModules = (path) =>
  path
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))
    .join(delimiter);

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** One install at a time in one checkout: waits for another living one, takes over from a dead one. */
async function withInstallLock(work) {
  let told = false;
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw new Stop(`Cannot write ${lockFile}: ${error.message}`);
    }
    const owner = Number(textOf(lockFile));
    if (owner > 0 && !alive(owner)) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!told) console.error(`Another terminal (process ${owner}) is installing packages here; waiting for it.`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function install() {
  if (!existsSync(join(root, "package-lock.json")))
    throw new Stop("package-lock.json is missing: check the clone out again.");
  const again = textOf(stampFile) === INSTALLING ? " (the last install did not finish)" : "";
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  writeFileSync(stampFile, INSTALLING);
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    env: cleanEnvironment(),
    shell: WINDOWS,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  npm.stdout.on("data", (chunk) => (output += chunk));
  npm.stderr.on("data", (chunk) => (output += chunk));
  const label = `Installing the locked packages${again}`;
  const tick = setInterval(() => process.stderr.isTTY && process.stderr.write(`\r${label} … ${seconds()} `), 1000);
  if (!process.stderr.isTTY) console.error(`${label} …`);
  let interrupted = false;
  const interrupt = (signal) => {
    interrupted = true;
    npm.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const end = await ended(npm);
  for (const signal of SIGNALS) process.off(signal, interrupt);
  clearInterval(tick);
  if (process.stderr.isTTY) process.stderr.write("\r");
  if (end.error?.code === "ENOENT")
    throw new Stop("npm is missing: install Node.js with npm, then run this command again.");
  if (end.error) throw new Stop(`npm could not be started: ${end.error.message}`);
  if (interrupted || end.signal)
    throw new Stop("The install was interrupted: run the same command again, it starts over cleanly.");
  if (end.code !== 0) throw new Stop(`${sentenceFor(output)}\n\n${output.trim().split("\n").slice(-20).join("\n")}`);
  writeFileSync(stampFile, stampNow());
  console.error(`${label} … done in ${seconds()}`);
}

/** npm's error code as a sentence that says what to do. */
function sentenceFor(output) {
  if (/EUSAGE|can only install packages when/.test(output))
    return "package.json and package-lock.json disagree: run `npm install` once and commit the lockfile.";
  if (/ENOSPC/.test(output)) return "The disk is full: free about 1.5 GB, then run the same command again.";
  if (/EACCES|EPERM|EROFS/.test(output))
    return `npm may not write into ${root}: check who owns the folder and that no other program holds its files open.`;
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|network/i.test(output))
    return "npm could not reach its package registry: check the network or proxy, then run the same command again.";
  if (/EINTEGRITY/.test(output))
    return "A downloaded package is damaged: run `npm cache verify`, then the same command again.";
  return "npm could not install the packages; its last lines follow. Run the same command again after mending the cause.";
}

/** Resolves once, whatever way the child ends. */
const ended = (child) =>
  new Promise((resolve) => {
    child.once("error", (error) => resolve({ error }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });

/** The Node of our own processes: npm's own one, or this one, when new enough; else the one among the packages. */
function ownNode() {
  const npmNode = /\bnode\/v(\d+)/.exec(process.env.npm_config_user_agent ?? "")?.[1];
  const host = process.env.npm_node_execpath;
  if (npmNode !== undefined && Number(npmNode) >= OWN_NODE && host !== undefined && existsSync(host)) return host;
  if (majorOf(process.versions.node) >= OWN_NODE) return process.execPath;
  const names = [
    `node-${WINDOWS ? "win" : process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  for (const name of names) {
    const path = join(root, "node_modules", name, "bin", WINDOWS ? "node.exe" : "node");
    if (existsSync(path)) return path;
  }
  throw new Stop(
    `No Node ${OWN_NODE} for ${process.platform} on ${process.arch} is among the packages: install Node.js ${OWN_NODE} or newer, then run this command again.`,
  );
}

/** npm passes a signal on to its shell alone, which ends and leaves us behind; that it is gone tells us. */
function whenStarterIsGone(end) {
  if (WINDOWS || process.env.npm_lifecycle_event === undefined) return;
  const starter = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(look);
    end();
  }, 500);
  look.unref();
}

async function handOver(target, args) {
  const path = join(root, "scripts", "src", `${target}.ts`);
  if (!existsSync(path)) throw new Stop(`${path} is missing: check the clone out again.`);
  const node = ownNode();
  if (node === process.execPath) {
    whenStarterIsGone(() => process.kill(process.pid, "SIGTERM"));
    process.argv = [node, path, ...args];
    await import(pathToFileURL(path).href);
    return;
  }
  const child = spawn(node, [path, ...args], { cwd: process.cwd(), stdio: "inherit" });
  // A terminal sends Ctrl-C to the child as well; sent twice it would mean "at once".
  for (const signal of SIGNALS)
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
  whenStarterIsGone(() => child.kill("SIGTERM"));
  const end = await ended(child);
  if (end.error) throw new Stop(`Node ${OWN_NODE} (${node}) could not be started: ${end.error.message}`);
  process.exitCode = end.signal ? 128 + (constants.signals[end.signal] ?? 0) : end.code;
}

async function main() {
  const [target, ...args] = process.argv.slice(2);
  if (majorOf(process.versions.node) < OLDEST_HOST_NODE)
    throw new Stop(`Node ${process.versions.node} is too old: install Node.js ${OLDEST_HOST_NODE} or newer.`);
  if (target === undefined || !TARGETS.includes(target))
    throw new Stop(`Usage: node scripts/bootstrap.mjs <${TARGETS.join("|")}> [options]`);
  mkdirSync(state, { recursive: true });
  if (!installed()) await withInstallLock(async () => installed() || install());
  const bin = join(root, "node_modules", ".bin");
  const pathKey = Object.keys(process.env).find((key) => /^path$/i.test(key)) ?? "PATH";
  process.env[pathKey] = [dirname(ownNode()), bin, process.env[pathKey]].join(delimiter);
  await handOver(target, args);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

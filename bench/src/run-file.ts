import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Bench } from "./runner.ts";
import { runBench } from "./runner.ts";
import { tableOf } from "./table.ts";

// Runs one `*.bench.ts` in a process of its own, so that no bench warms or burdens the next: `run-file.ts <bench> <result.json>`.
const [file, output] = process.argv.slice(2);
if (file === undefined || output === undefined) throw new Error("run-file.ts <bench> <result.json>");
const { bench } = (await import(pathToFileURL(file).href)) as { bench: Bench };
const result = await runBench(bench);
writeFileSync(output, JSON.stringify({ result, table: tableOf(result) }));

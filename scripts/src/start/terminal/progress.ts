import type { Steps } from "../steps.ts";

type Screen = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };

const TICK_MS = 200;
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

/**
 * One line for each step: while it runs what it is at, when it is done how long it took. Without a terminal (a file, a pipe)
 * only the finished lines are written. A result that says `ok: false` counts as not done.
 */
export const progressOn =
  (screen: Screen): Steps =>
  async (title, work) => {
    const began = performance.now();
    let doing = "";
    const draw = (): void => {
      const line = `  … ${title}${doing && `: ${doing}`}  ${seconds(began)}`;
      screen.write(`\r\u001B[2K${line.slice(0, (screen.columns ?? 80) - 1)}`);
    };
    const tick = screen.isTTY ? setInterval(draw, TICK_MS) : undefined;
    let mark = "✗";
    try {
      const result = await work((what) => {
        doing = what;
      });
      mark = isFailure(result) ? "✗" : "✓";
      return result;
    } finally {
      clearInterval(tick);
      screen.write(`${screen.isTTY ? "\r\u001B[2K" : ""}  ${mark} ${title}  ${seconds(began)}\n`);
    }
  };

const isFailure = (result: unknown): boolean =>
  typeof result === "object" && result !== null && "ok" in result && result.ok === false;

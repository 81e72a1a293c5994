import { extensionProblem } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { Handlers } from "../commands/handlers.ts";
import type { SafetyView } from "./safety-view.ts";
import type { TimerRunner } from "./timer-runner.ts";
import type { SafetyCodes } from "./codes.ts";

export type TimerCommand = "armTimer" | "extendTimer" | "endTimer" | "setSafetyCodes";

export type TimerCommandParts = {
  readonly runner: TimerRunner;
  readonly view: SafetyView;
  readonly codes: SafetyCodes;
  readonly now: () => number;
  readonly newId: () => string;
  /** The homeserver's limit on delays, where it could be asked. */
  readonly maxDelayMs: () => Promise<number | undefined>;
};

const LONGEST_MS = 7 * 24 * 60 * 60 * 1_000;
const LONGEST_GRACE_MS = 24 * 60 * 60 * 1_000;

/** Commands about my own timer. */
export function timerHandlers(parts: TimerCommandParts): Handlers<TimerCommand> {
  const { runner, view, codes, now, newId } = parts;
  return {
    async armTimer({ mode, dueMs, graceMs, intervalMs, hidden }) {
      const at = now();
      const fits = dueMs > at && dueMs < at + LONGEST_MS && graceMs >= 0 && graceMs <= LONGEST_GRACE_MS;
      if (!fits || (mode !== "eta" && !(Number(intervalMs) > 0))) return failed("invalid-input", "never");
      const circle = await view.mine();
      if (circle === undefined || circle.contacts.length === 0) return failed("no-circle", "never");
      const id = `timer-${newId()}`;
      const maxDelayMs = await parts.maxDelayMs().catch(() => undefined);
      const armed = await runner.arm({ id, mode, dueMs, graceMs, intervalMs, maxDelayMs, hidden });
      return armed ? ok({ id }) : failed("invalid-input", "never", "a timer runs already");
    },
    async extendTimer({ id, dueMs }) {
      const timer = await runner.settled();
      if (timer?.id !== id) return failed("not-found", "never");
      if (timer.mode !== "eta") await runner.take({ is: "sign-of-life" });
      else if (extensionProblem(timer, dueMs, now()) !== undefined) return failed("invalid-input", "never");
      else await runner.take({ is: "extended", dueMs });
      return ok(null);
    },
    async endTimer({ id, code }) {
      const timer = await runner.settled();
      if (timer?.id !== id || timer.phase === "ended") return failed("not-found", "never");
      const meaning = await codes.meaning(code);
      if (meaning === "neither") return failed("wrong-code", "never");
      await runner.take({ is: "ended", duress: meaning === "duress" });
      return ok(null);
    },
    async setSafetyCodes({ current, codes: wanted }) {
      if ((await codes.meaning(current)) !== "code") return failed("wrong-code", "never");
      return codes.set(wanted);
    },
  };
}

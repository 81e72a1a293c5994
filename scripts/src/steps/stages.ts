import type { Outcome, Step } from "./step.ts";
import { runStep } from "./step.ts";

/** Steps of one stage share the machine; a stage begins when the one before has ended, whatever its outcome. */
export type Stage = { readonly steps: readonly Step[]; readonly atOnce: number };

/** Runs every stage and tells each outcome as it comes. A failure stops nothing: one run shows everything that is wrong. */
export async function runStages(
  stages: readonly Stage[],
  tell: (outcome: Outcome) => void,
  stop: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    const waiting = [...stage.steps];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const outcome = await runStep(next, stop);
        tell(outcome);
        outcomes.push(outcome);
      }
    };
    await Promise.all(Array.from({ length: stage.atOnce }, worker));
  }
  return outcomes;
}

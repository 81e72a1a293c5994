import type { Result } from "@paceline/protocol";
import type { CommandName, EngineFailureCode, Input, Output } from "@paceline/protocol/port";
import { useSessionStore } from "../app/session-store.tsx";
import { tell } from "../app/toasts.ts";
import { failureWords } from "../words/failures.ts";
import { useWords } from "../words/use-words.tsx";
import { useEngine } from "./engine.tsx";

/** Runs a command; a failure becomes a notice that says what to do. For buttons; forms show theirs with `useCommand`. */
export function useAct() {
  const { port } = useEngine();
  const store = useSessionStore();
  const { t } = useWords();
  return async <Name extends CommandName>(
    name: Name,
    input: Input<Name>,
  ): Promise<Result<Output<Name>, EngineFailureCode>> => {
    const result = await port.command(name, input);
    if (!result.ok && result.failure.code !== "cancelled") tell(store, "danger", t(failureWords(result.failure.code)));
    return result;
  };
}

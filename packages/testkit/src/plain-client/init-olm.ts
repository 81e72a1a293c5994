import Olm from "@matrix-org/olm";

const FATAL = ["uncaughtException", "unhandledRejection"] as const;

/** libolm's loader makes every rejection that nobody handles, wherever it comes from, end the process. What becomes of one is for whoever runs the process to say. */
export async function initOlm(): Promise<void> {
  const before = FATAL.map((event) => process.rawListeners(event));
  await Olm.init();
  for (const [index, event] of FATAL.entries())
    for (const listener of process.rawListeners(event))
      if (before[index]?.includes(listener) === false) process.off(event, listener as () => void);
}

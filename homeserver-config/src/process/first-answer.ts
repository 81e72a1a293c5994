const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;

/**
 * Waits until a process that was just started answers `url` with a 2xx. `exited` is its end: who waits for an answer that cannot
 * come any more is told at once. `slow`: no answer within a minute.
 */
export const firstAnswer = async (url: string, exited: Promise<void>): Promise<"answered" | "exited" | "slow"> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  const gone = exited.then(() => "exited" as const);
  while (Date.now() < deadline) {
    const answered = fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    const first = await Promise.race([answered, gone]);
    if (first === "exited") return "exited";
    if (first) return "answered";
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return "slow";
};

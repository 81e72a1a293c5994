import type { Clock } from "../outbox/outbox.ts";

/** Also the least time between two starts of a worker whose parts cannot be loaded although the server answers. */
export const ASK_EVERY_MS = 5_000;

/** Resolves when the server that `url` is of answers again, whatever it says. */
export async function reachable(url: string, clock: Clock, send: typeof fetch): Promise<void> {
  for (;;) {
    await new Promise<void>((resolve) => clock.wake(clock.now() + ASK_EVERY_MS, resolve));
    const answered = await send(url, { method: "HEAD", cache: "no-store" }).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
}

import type { Log } from "../log.ts";
import { waitBefore } from "../outbox/backoff.ts";
import type { Homeserver } from "./homeserver.ts";

/** What people see as the author of the bot's messages. */
const BOT_NAME = "Paceline";

/**
 * Pings until the homeserver has answered once: it then delivers at once what it held back while we were away, instead of
 * after up to nine minutes. Then the bot says its name.
 */
export interface Greeting {
  start(): void;
  stop(): void;
  /** The homeserver has reached us, and we it, since the start. */
  answered(): boolean;
}

type Parts = {
  readonly homeserver: Pick<Homeserver, "ping" | "setName">;
  readonly appserviceId: string;
  readonly log: Log;
  readonly chance: () => number;
};

const LONGEST_MS = 5_000;

export const createGreeting = ({ homeserver, appserviceId, log, chance }: Parts): Greeting => {
  let done = false;
  let running = false;
  let timer: NodeJS.Timeout | undefined;

  const attempt = async (attempts: number): Promise<void> => {
    const answer = await homeserver.ping(appserviceId);
    if (!running) return;
    if (answer.ok) {
      done = true;
      log.info({ attempts: attempts + 1 }, "homeserver reached");
      const named = await homeserver.setName(BOT_NAME);
      if (!named.ok) log.warn({ code: named.failure.code, cause: named.failure.cause }, "the bot has no name");
      return;
    }
    const { code, cause } = answer.failure;
    const wait = Math.min(waitBefore(attempts, { ...answer.failure, retry: "later" }, chance()), LONGEST_MS);
    log.warn({ code, cause, wait }, "homeserver not reached yet");
    timer = setTimeout(() => void attempt(attempts + 1), wait);
  };

  return {
    start: () => {
      running = true;
      void attempt(0);
    },
    stop: () => {
      running = false;
      clearTimeout(timer);
    },
    answered: () => done,
  };
};

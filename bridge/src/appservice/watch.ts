import { failed } from "@paceline/protocol";
import type { Failure, Result } from "@paceline/protocol";
import type { Log } from "../log.ts";
import type { Homeserver } from "./homeserver.ts";
import type { Inbox } from "./inbox.ts";

/**
 * Keeps an eye on the homeserver. A homeserver that dies forgets what it had not handed over yet: events that wait in its
 * memory behind a push are never told. So whenever it was away, and at the start, we hold our own work, ping it (it then
 * delivers at once what it did keep), read what we missed, and only then go on, in the order of each room.
 */
export interface Watch {
  start(): void;
  stop(): void;
  /** The homeserver reaches us, we reach it, and nothing is missing. */
  here(): boolean;
}

type Parts = {
  readonly homeserver: Pick<Homeserver, "ping" | "versions" | "setName">;
  readonly appserviceId: string;
  readonly inbox: Pick<Inbox, "hold" | "release">;
  readonly catchUp: () => Promise<Result<null>>;
  readonly log: Log;
};

/** Shorter than any homeserver takes to start, so that none comes back unnoticed. */
const LOOK_EVERY_MS = 500;
/** What people see as the author of the bot's messages. */
const BOT_NAME = "Paceline";

export const createWatch = ({ homeserver, appserviceId, inbox, catchUp, log }: Parts): Watch => {
  let running = false;
  let here = false;
  let told = "";
  let timer: NodeJS.Timeout | undefined;

  /** A refusal costs a convenience and is told; only an absence is waited for. */
  const arrive = async (): Promise<Result<null>> => {
    for (const step of [() => homeserver.ping(appserviceId), () => homeserver.setName(BOT_NAME)]) {
      const answer = await step();
      if (answer.ok) continue;
      if (answer.failure.retry !== "never") return answer;
      tell(answer.failure, "homeserver refused");
    }
    return catchUp();
  };

  /** Once per cause, not twice a second. */
  const tell = ({ code, cause }: Failure, what: string): void => {
    const about = `${what} ${code} ${cause}`;
    if (about !== told) log.warn({ code, cause }, what);
    told = about;
  };

  /** The disk did not take what was read; looked at again like an absence. */
  const trouble = (error: unknown): Result<null> => {
    log.error({ err: error, code: "STORAGE_TROUBLE" }, "catching up failed");
    return failed("STORAGE_TROUBLE", "later");
  };

  const look = async (): Promise<void> => {
    const seen = await (here ? homeserver.versions() : arrive()).catch(trouble);
    if (!running) return;
    if (seen.ok && !here) {
      here = true;
      told = "";
      inbox.release();
      log.info("homeserver reached");
    }
    // A slow answer is no absence.
    if (!seen.ok && seen.failure.cause !== "TimeoutError") {
      if (here) inbox.hold();
      here = false;
      tell(seen.failure, "homeserver not reached");
    }
    timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };

  return {
    start: () => {
      running = true;
      void look();
    },
    stop: () => {
      running = false;
      clearTimeout(timer);
    },
    here: () => here,
  };
};

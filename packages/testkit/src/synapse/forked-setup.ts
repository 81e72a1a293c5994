import { forkSynapse } from "@paceline/homeserver-config/run";
import { synapseEnvironment } from "./environment.ts";

/** For Vitest, once per run: test files get their homeservers as forks. On other systems each starts alone, since there a process that has loaded much does not fork safely. */
export const setup = async (): Promise<(() => Promise<void>) | undefined> =>
  process.platform === "linux" ? forkSynapse(await synapseEnvironment()) : undefined;

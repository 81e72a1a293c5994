import { fileURLToPath } from "node:url";
import { installAdvice, installSynapse } from "@paceline/homeserver-config/run";
import type { SynapseEnvironment } from "@paceline/homeserver-config/run";

const FOLDER = fileURLToPath(new URL("../../../../.paceline/synapse-env", import.meta.url));

/** The checkout's Synapse, installed on first use (about 25 s); a test fails with the reason where it cannot be. */
export const synapseEnvironment = async (): Promise<SynapseEnvironment> => {
  const installed = await installSynapse(FOLDER);
  if (!installed.ok) throw new Error(installAdvice(installed.failure));
  return installed.value;
};

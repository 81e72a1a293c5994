import { fileURLToPath } from "node:url";
import type { SynapseEnvironment } from "../../environment/environment.ts";

/** What a Synapse for tests should see: Python imports our `sitecustomize` before anything else. */
export const variablesForTests = ({ variables }: SynapseEnvironment): NodeJS.ProcessEnv => ({
  ...variables,
  PYTHONPATH: fileURLToPath(new URL(".", import.meta.url)),
});

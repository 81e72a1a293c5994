import { join } from "node:path";

/** A Python with Synapse installed. `python` is absolute; `variables` is what its processes should see. */
export type SynapseEnvironment = { readonly python: string; readonly variables: NodeJS.ProcessEnv };

/** The environment inside `folder`, whether it is there or not. */
export const environmentIn = (folder: string): SynapseEnvironment => ({
  python: join(folder, "bin", "python"),
  variables: cleanVariables(),
});

/** Without what would make a Python look into other installations; package index settings stay. */
export const cleanVariables = (): NodeJS.ProcessEnv => {
  const { PYTHONHOME: _home, PYTHONPATH: _path, VIRTUAL_ENV: _env, ...rest } = process.env;
  return rest;
};

import { join } from "node:path";
import * as electron from "electron";
import { startShell } from "./shell.ts";

const here = import.meta.dirname;
const started = startShell(electron, {
  words: process.argv,
  client: join(here, "client"),
  preload: join(here, "preload.cjs"),
  icon: join(here, "icon.png"),
});
started.catch((error: unknown) => {
  electron.dialog.showErrorBox("Paceline could not start", error instanceof Error ? error.message : "Unknown reason");
  electron.app.exit(1);
});

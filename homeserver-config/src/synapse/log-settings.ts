/**
 * Python logging configuration: one file, rotated at 10 MB and kept twice. Synapse logs ids and paths, never contents,
 * unless SQL is logged at DEBUG, which therefore stays out. Tests keep warnings only, since writing the log takes time.
 */
export const logSettings = (logPath: string, forTests: boolean): Record<string, unknown> => ({
  version: 1,
  formatters: { line: { format: "%(asctime)s %(levelname)s %(name)s %(request)s %(message)s" } },
  handlers: {
    file: {
      class: "logging.handlers.RotatingFileHandler",
      formatter: "line",
      filename: logPath,
      maxBytes: 10_000_000,
      backupCount: 2,
      encoding: "utf8",
    },
  },
  loggers: { "synapse.storage.SQL": { level: "INFO" } },
  root: { level: forTests ? "WARNING" : "INFO", handlers: ["file"] },
  disable_existing_loggers: false,
});

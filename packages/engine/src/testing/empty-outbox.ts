import { failed } from "@paceline/protocol";
import type { Outbox } from "../outbox/outbox-port.ts";

/** An outbox with nothing in it that takes nothing. */
export const emptyOutbox: Outbox = {
  enqueue: async () => failed("unsupported", "never"),
  entries: () => [],
  counts: () => ({ queued: 0, failed: 0 }),
  failed: () => [],
  onChange: () => () => {},
  closing: () => [],
  echoed() {},
  retry: async () => failed("not-found", "never"),
  discard: async () => failed("not-found", "never"),
  start() {},
  synced() {},
  reconnected() {},
  stop: async () => {},
};

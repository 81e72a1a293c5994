import type { EnginePort } from "@paceline/protocol/port";
import type { PageUpdate, ToEngine, ToPage } from "../connect/messages.ts";
import { nextTask } from "./next-task.ts";

/** One page's end of the wire. */
export type PagePort = {
  postMessage(message: ToPage): void;
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null;
};

export type PortEvents = {
  /** The page introduced itself. */
  hello(hello: Extract<ToEngine, { is: "hello" }>): void;
  takeOver(): void;
  painted(): void;
};

/**
 * Answers one page until the function it returns is called. Only our own code of the same origin can reach this port, so messages are believed.
 *
 * One commit changes several lists: what becomes known in one task goes as one message, which the page renders once. A message for each list costs it a
 * rendering each, and the row somebody waits for stands in line behind the unread count.
 */
export function servePort(port: PagePort, engine: EnginePort, events: PortEvents): () => void {
  const subscriptions = new Map<number, () => void>();
  let closed = false;
  let updates: PageUpdate[] = [];
  const flush = (): void => {
    const all = updates;
    updates = [];
    if (all.length > 0 && !closed) port.postMessage({ is: "updates", updates: all });
  };
  const tell = (update: PageUpdate): void => {
    if (updates.push(update) === 1) void nextTask().then(flush);
  };
  /** After everything that was told before it. */
  const say = (message: ToPage): void => {
    flush();
    if (!closed) port.postMessage(message);
  };
  port.onmessage = ({ data }) => {
    switch (data.is) {
      case "hello":
        return events.hello(data);
      case "take-over":
        return events.takeOver();
      case "painted":
        return events.painted();
      case "subscribe": {
        const { id, list, params } = data;
        const end = engine.subscribe(list, params as never, (update) => tell({ id, update }));
        return void subscriptions.set(id, end);
      }
      case "unsubscribe":
        subscriptions.get(data.id)?.();
        return void subscriptions.delete(data.id);
      case "command": {
        const { id, name, input } = data;
        return void engine.command(name, input as never).then((result) => say({ is: "answer", id, result }));
      }
    }
  };
  return () => {
    closed = true;
    for (const end of subscriptions.values()) end();
    subscriptions.clear();
  };
}

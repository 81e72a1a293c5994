import { failed, ok, txnId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Outbox } from "../outbox/outbox-port.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { messageHandlers } from "./messages.ts";

test("M8 whatever was not sent is sent again or discarded together, also where one of them is gone meanwhile", async () => {
  const asked: string[] = [];
  const settle = (what: string) => async (id: string) => {
    asked.push(`${what} ${id}`);
    return id === "t2" ? failed("not-found" as const, "never") : ok(null);
  };
  const outbox: Outbox = {
    ...emptyOutbox,
    failed: () => [txnId("t1"), txnId("t2"), txnId("t3")],
    retry: settle("retry"),
    discard: settle("discard"),
  };
  const { retryFailed, discardFailed } = messageHandlers({ projection: await openAna(), outbox, me: ANA });
  expect(await retryFailed({})).toEqual(ok(null));
  expect(await discardFailed({})).toEqual(ok(null));
  expect(asked).toEqual(["retry t1", "retry t2", "retry t3", "discard t1", "discard t2", "discard t3"]);
});

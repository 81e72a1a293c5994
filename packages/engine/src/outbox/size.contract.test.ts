import { startSynapse } from "@paceline/testkit/synapse";
import { expect, onTestFinished, test } from "vitest";
import { openPeer } from "../testing/engine-peer.ts";
import { MAX_CONTENT_BYTES } from "./outbox.ts";

/** Bytes of a content besides its text. */
const ENVELOPE = 200;

test("M11 the longest message fits an encrypted event, and a longer one is refused at once with nothing lost", async () => {
  const server = await startSynapse();
  onTestFinished(() => server.stop());
  await server.registerUser("ana", "a good password");
  const peer = await openPeer({ name: "size" });
  onTestFinished(() => peer.stop());
  await peer.must("signIn", {
    server: server.baseUrl,
    user: "ana",
    password: "a good password",
    deviceName: "test",
  });
  const { roomId } = await peer.must("createGroup", { name: "Long reads", userIds: [] });
  await peer.must("sendText", { roomId, text: "x".repeat(MAX_CONTENT_BYTES - ENVELOPE) });
  const { rows } = await peer.until("timeline", { roomId }, (all) =>
    all.some((row) => row.is === "message" && row.delivery?.is === "sent" && row.eventId !== undefined),
  );
  expect(rows.filter((row) => row.is === "message")).toMatchObject([{ clearInEncrypted: false }]);

  const long = await peer.port.command("sendText", { roomId, text: "x".repeat(60 * 1024) });
  expect(long).toMatchObject({ ok: false, failure: { code: "too-large", retry: "never" } });
  await peer.until("session", {}, ([row]) => row?.outbox.queued === 0 && row.outbox.failed === 0);
});

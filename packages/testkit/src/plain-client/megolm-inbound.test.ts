import { initOlm } from "./init-olm.ts";
import Olm from "@matrix-org/olm";
import { expect, test } from "vitest";
import { MegolmInbound } from "./megolm-inbound.ts";

const ROOM = "!room:example.org";
const ANA = "@ana:example.org";

test("M11 a second event with a message key that was used is a replay, and the first stays readable", async () => {
  await initOlm();
  const outbound = new Olm.OutboundGroupSession();
  outbound.create();
  const inbound = new MegolmInbound();
  inbound.add(ROOM, outbound.session_id(), outbound.session_key(), ANA);
  const kept = outbound.encrypt(JSON.stringify({ room_id: ROOM, type: "m.room.message", content: { body: "Hello" } }));
  const event = (id: string) => ({
    event_id: id,
    type: "m.room.encrypted",
    sender: ANA,
    origin_server_ts: 0,
    content: { algorithm: "m.megolm.v1.aes-sha2", session_id: outbound.session_id(), ciphertext: kept },
  });
  expect(inbound.decrypt(ROOM, event("$first"))).toMatchObject({ readable: true, content: { body: "Hello" } });
  expect(inbound.decrypt(ROOM, event("$second"))).toEqual({ readable: false, reason: "replay" });
  expect(inbound.decrypt(ROOM, event("$first"))).toMatchObject({ readable: true });
});

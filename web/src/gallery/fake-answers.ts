import { failed, ok, roomId, txnId, userId } from "@paceline/protocol";
import type { FakeAnswers } from "@paceline/testkit/fake-engine";
import { gravel } from "./samples/meetups.ts";
import { NOW } from "./samples/time.ts";
import { account } from "./samples/session.ts";
import { ines, jonas, mila, nils, priya } from "./samples/people.ts";

const PEOPLE = [jonas, mila, priya, ines, nils];

/** What the gallery's engine does when a view acts, so that the views can be tried by hand. */
export const fakeAnswers: FakeAnswers = {
  discover: ({ server }) =>
    server.includes("nothing")
      ? failed("not-a-homeserver", "never")
      : ok({
          baseUrl: `https://${server}`,
          serverName: server,
          bridgeUrl: `https://${server}/bridge`,
          password: !server.startsWith("sso"),
        }),
  signIn: ({ password }) => (password === "wrong" ? failed("wrong-password", "never") : ok(null)),
  setUpEncryption: () => ok({ recoveryKey: "EsTv 8Q3f mD2k XwPz r4Jn 6YbC tH9a GuVe 1LqS oB5x Zc7K iNyW" }),
  checkRecoveryKey: ({ recoveryKey }) =>
    recoveryKey.startsWith("EsTv") ? ok(null) : failed("wrong-recovery-key", "never"),
  unlockWithRecoveryKey: ({ recoveryKey }) =>
    recoveryKey.startsWith("EsTv") ? ok(null) : failed("wrong-recovery-key", "never"),
  startVerification: () => ok({ verificationId: "v1" }),
  scanCode: () => failed("no-verification-code", "never"),
  verifyPerson: () => ok({ verificationId: "v1" }),
  inviteContact: () => ok({ roomId: roomId("!circle:example.org") }),
  armTimer: () => ok({ id: "timer-2" }),
  raiseSos: () => ok({ alertId: "sos-9" }),
  sendTestAlert: () => ok({ alertId: "test-9" }),
  exportAlert: () => ok({ name: "alert.cap.xml", xml: "<alert/>" }),
  exportHazard: () => ok({ name: "hazard.cap.xml", xml: "<alert/>" }),
  reportHazard: () => ok({ txnId: txnId("hazard") }),
  stopAllShares: () => ok({ stopped: 1 }),
  waysOut: () =>
    ok({
      vapidPublicKey: "BFakeKeyOfTheGallery",
      mail: true,
      agreed: { push: 1, mailWaiting: { address: "ana@example.org", expiresMs: NOW + 3_600_000 } },
    }),
  setPushWayOut: () => ok(null),
  setMailWayOut: () => ok(null),
  addTracker: () => ok({ id: "phone-2", config: "owntracks:///config?inline=eyJfdHlwZSI6ImNvbmZpZ3VyYXRpb24ifQ" }),
  rotateTracker: () => ok({ config: "owntracks:///config?inline=eyJfdHlwZSI6ImNvbmZpZ3VyYXRpb24ifQ" }),
  startDirect: () => ok({ roomId: roomId("!jonas:example.org") }),
  createGroup: () => ok({ roomId: roomId("!committee:example.org") }),
  createClub: () => ok({ spaceId: roomId("!riverside:example.org") }),
  invite: () => ok({ historyShared: true }),
  inviteToClub: () => ok({ historyShared: true }),
  acceptRequest: () => ok({ historyShared: true }),
  findPeople: ({ query }) => {
    const found = PEOPLE.filter((person) => person.name.toLowerCase().includes(query.toLowerCase()));
    const exact = /^@[^:\s]+:\S+$/.test(query) ? [{ userId: userId(query), name: query }] : [];
    return ok({ people: [...found, ...exact], limited: false });
  },
  findClubs: () =>
    ok({
      clubs: [
        {
          roomId: roomId("!hill:example.org"),
          name: "Hill Repeats Society",
          topic: "Up, down, coffee",
          memberCount: 64,
          standing: "none",
          access: "open",
          via: ["example.org"],
        },
        {
          roomId: roomId("!dawn:example.org"),
          name: "Dawn Patrol",
          topic: "Before work, every weekday",
          memberCount: 18,
          standing: "none",
          access: "ask",
          via: ["example.org"],
        },
        {
          roomId: roomId("!night:example.org"),
          name: "Night Lights",
          memberCount: 41,
          standing: "member",
          access: "open",
          via: ["example.org"],
        },
      ],
    }),
  answerMeetup: ({ cardId, status, guests, pace, note }, engine) => {
    const rows = engine.rows("meetups", {}).map((row) =>
      row.id === cardId
        ? {
            ...row,
            mine: {
              status,
              guests,
              ...(pace === undefined ? {} : { pace }),
              ...(note === undefined ? {} : { note }),
              delivery: { is: "queued" as const },
            },
          }
        : row,
    );
    engine.set("meetups", {}, rows);
    return ok({ txnId: txnId("t1") });
  },
  sendText: ({ roomId: room, text }, engine) => {
    const rows = engine.rows("timeline", { roomId: room });
    const id = `local-${rows.length}`;
    engine.set("timeline", { roomId: room }, [
      ...rows,
      {
        is: "message",
        id,
        ts: (rows.at(-1)?.ts ?? 0) + 1_000,
        sender: { userId: account.userId, name: account.displayName },
        mine: true,
        body: [{ t: "p", children: [{ t: "text", text }] }],
        text,
        notice: false,
        emote: false,
        edited: false,
        reactions: [],
        mentionsMe: false,
        delivery: { is: "queued" },
        readBy: [],
        clearInEncrypted: false,
      },
    ]);
    return ok({ txnId: txnId(id) });
  },
  createMeetup: () => ok({ txnId: txnId(gravel.id) }),
  diagnostics: () =>
    ok({
      release: "0.1.0",
      syncs: 128,
      badEvents: { "club.paceline.meetup": 2 },
      storage: { usage: 18_400_000, quota: 2_100_000_000, persisted: true },
    }),
};

import { failed, ok } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { Fix, ListName, Params } from "@paceline/protocol/port";
import { serverNow, skewIn } from "../account/server-time.ts";
import type { World } from "../account/world.ts";
import type { Live, LiveCommand } from "../live/start-live.ts";
import { languageOf } from "../projection/session-record.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { diagnostics } from "./diagnostics.ts";
import type { Answer, Handler, Handlers } from "./handlers.ts";
import type { HazardCommand } from "./hazards.ts";
import { fillGap, loadOlder } from "./history.ts";
import type { MeetupCommand } from "./meetups.ts";
import type { MessageCommand } from "./messages.ts";
import { once } from "../port/once.ts";

export type CommandParts = {
  readonly world: World;
  readonly release: string;
  readonly fetch: typeof fetch;
  readonly refresh: (concerns: (name: ListName, params: unknown) => boolean) => void;
  readonly begin: (session: SessionRecord) => Promise<void>;
  readonly wipe: () => Promise<void>;
};

const forMessages = once(() => import("./messages.ts"));
const forMeetups = once(() => import("./meetups.ts"));

/** Every command of the port. What needs only the outbox answers without the SDK; what needs the server waits until that is loaded. */
export function commandTable(parts: CommandParts): Handlers {
  const { world, fetch } = parts;
  const signedOut = (): Answer<never> => Promise.resolve(failed("signed-out", "never"));

  const message =
    <Name extends MessageCommand>(name: Name): Handler<Name> =>
    async (input) => {
      const { account, projection } = world;
      if (account === undefined || projection.session === undefined) return signedOut();
      const { messageHandlers } = await forMessages();
      return messageHandlers({ projection, outbox: account.outbox, me: projection.session.userId })[name](input);
    };

  const meetup =
    <Name extends MeetupCommand>(name: Name): Handler<Name> =>
    async (input) => {
      const { account, projection, book } = world;
      if (account === undefined || projection.session === undefined) return signedOut();
      const { meetupHandlers } = await forMeetups();
      return meetupHandlers({ projection, outbox: account.outbox, book, me: projection.session.userId })[name](input);
    };

  const hazard =
    <Name extends HazardCommand>(name: Name): Handler<Name> =>
    async (input) => {
      const { account, projection, hazards: book } = world;
      if (account === undefined || projection.session === undefined) return signedOut();
      const { hazardHandlers } = await import("./hazards.ts");
      const me = projection.session.userId;
      const language = languageOf(projection.session);
      const now = (): number => serverNow(world);
      const newId = (): string => crypto.randomUUID();
      return hazardHandlers({ projection, outbox: account.outbox, book, me, now, newId, language })[name](input);
    };

  const runningLive = async (): Promise<Live | undefined> => world.account?.live.catch(() => undefined);
  const refreshTimeline = (room: RoomId): void =>
    parts.refresh((name, params) => name === "timeline" && (params as Params<"timeline">).roomId === room);

  const withLive = async <T>(work: (live: Live) => Answer<T>): Answer<T> => {
    const { account } = world;
    if (account === undefined || world.projection.session?.ended === true) return signedOut();
    const live = await account.live.catch(() => undefined);
    return live === undefined ? failed("internal", "later", "engine did not start") : work(live);
  };
  const live =
    <Name extends LiveCommand>(name: Name): Handler<Name> =>
    (input) =>
      withLive((running) => running.handlers[name](input));

  /** Zones need no server. */
  const zone =
    <Name extends "putZone" | "removeZone">(name: Name): Handler<Name> =>
    async (input) => {
      const { zoneHandlers } = await import("../shares/zones.ts");
      const done = await zoneHandlers(world.projection.database, Math.random, () => crypto.randomUUID())[name](input);
      parts.refresh((list) => list === "zones");
      return done;
    };

  return {
    async discover({ server }) {
      const { discover } = await import("../session/discover.ts");
      return discover(server, fetch);
    },
    async signIn(input) {
      const { signIn } = await import("../session/sign-in.ts");
      const { session } = world.projection;
      const done = await signIn({ ...input, ...(session?.ended === true ? { resume: session } : {}) }, fetch);
      if (!done.ok) return done;
      await parts.begin(done.value);
      return ok(null);
    },
    async signOut() {
      const running = await Promise.race([world.account?.live.catch(() => undefined), pause(LOGOUT_MS)]);
      if (running !== undefined) {
        // Where I am is told no longer than by this device, which can take it back.
        const ends = world.myShares.map(({ room }) => running.handlers.stopShare({ roomId: room }));
        await Promise.race([Promise.allSettled(ends), pause(LOGOUT_MS)]);
        await running.http.call("POST", "/logout", { body: {}, timeoutMs: LOGOUT_MS }).catch(() => undefined);
      }
      await parts.wipe();
      return ok(null);
    },
    async setLanguage({ language }) {
      const { session } = world.projection;
      if (session === undefined) return signedOut();
      if (languageOf(session) === language) return ok(null);
      await world.projection.changeSession({ language });
      void runningLive().then((running) => running?.safety.renewed());
      return ok(null);
    },
    sendText: message("sendText"),
    editText: message("editText"),
    deleteMessage: message("deleteMessage"),
    toggleReaction: message("toggleReaction"),
    retrySend: message("retrySend"),
    discardSend: message("discardSend"),
    retryFailed: message("retryFailed"),
    discardFailed: message("discardFailed"),
    createMeetup: meetup("createMeetup"),
    changeMeetup: meetup("changeMeetup"),
    cancelMeetup: meetup("cancelMeetup"),
    answerMeetup: meetup("answerMeetup"),
    setRidePart: meetup("setRidePart"),
    openMeetupRoom: live("openMeetupRoom"),
    loadOlder: ({ roomId }) => loadOlder(world, runningLive, roomId, () => refreshTimeline(roomId)),
    fillGap: ({ roomId, gapId }) => fillGap(world, runningLive, roomId, gapId, () => refreshTimeline(roomId)),
    async retryNow() {
      (await runningLive())?.sync.retryNow();
      world.account?.outbox.reconnected();
      return ok(null);
    },
    diagnostics: async () => ok(await diagnostics(world, parts.release)),
    startDirect: live("startDirect"),
    createGroup: live("createGroup"),
    renameRoom: live("renameRoom"),
    letShare: live("letShare"),
    invite: live("invite"),
    acceptInvite: live("acceptInvite"),
    declineInvite: live("declineInvite"),
    leave: live("leave"),
    removeMember: live("removeMember"),
    markRead: live("markRead"),
    setTyping: live("setTyping"),
    findPeople: live("findPeople"),
    createClub: live("createClub"),
    findClubs: live("findClubs"),
    previewClub: live("previewClub"),
    joinClub: live("joinClub"),
    askToJoin: live("askToJoin"),
    withdrawAsk: live("withdrawAsk"),
    acceptRequest: live("acceptRequest"),
    declineRequest: live("declineRequest"),
    inviteToClub: live("inviteToClub"),
    setRole: live("setRole"),
    leaveClub: live("leaveClub"),
    addChannel: live("addChannel"),
    setDisplayName: live("setDisplayName"),
    setAvatar: live("setAvatar"),
    setRoomAvatar: live("setRoomAvatar"),
    picture: live("picture"),
    setUpEncryption: live("setUpEncryption"),
    checkRecoveryKey: live("checkRecoveryKey"),
    unlockWithRecoveryKey: live("unlockWithRecoveryKey"),
    resetEncryption: live("resetEncryption"),
    startVerification: live("startVerification"),
    acceptVerification: live("acceptVerification"),
    compareEmoji: live("compareEmoji"),
    scanCode: live("scanCode"),
    confirmVerification: live("confirmVerification"),
    cancelVerification: live("cancelVerification"),
    renameDevice: live("renameDevice"),
    removeDevice: live("removeDevice"),
    verifyPerson: live("verifyPerson"),
    inviteContact: live("inviteContact"),
    setContactTier: live("setContactTier"),
    setTierTerm: live("setTierTerm"),
    removeContact: live("removeContact"),
    leaveCircle: live("leaveCircle"),
    raiseSos: live("raiseSos"),
    sendTestAlert: live("sendTestAlert"),
    acknowledgeAlert: live("acknowledgeAlert"),
    hearAllClear: live("hearAllClear"),
    cancelAlert: live("cancelAlert"),
    exportAlert: live("exportAlert"),
    armTimer: live("armTimer"),
    extendTimer: live("extendTimer"),
    endTimer: live("endTimer"),
    async setSafetyCodes(input) {
      const done = await withLive((running) => running.handlers.setSafetyCodes(input));
      parts.refresh((name) => name === "circle");
      return done;
    },
    async takeFix({ fix }) {
      if (!isFix(fix)) return failed("invalid-input", "never");
      // What leaves this device bears the homeserver's time, as everything beside it does.
      const placed = { ...fix, ts: fix.ts + skewIn(world) };
      world.fix = placed;
      void runningLive().then((running) => {
        running?.safety.located();
        return running?.shares.take(placed);
      });
      return ok(null);
    },
    startShare: live("startShare"),
    stopShare: live("stopShare"),
    stopAllShares: live("stopAllShares"),
    addTracker: live("addTracker"),
    rotateTracker: live("rotateTracker"),
    removeTracker: live("removeTracker"),
    waysOut: live("waysOut"),
    setPushWayOut: live("setPushWayOut"),
    setMailWayOut: live("setMailWayOut"),
    putZone: zone("putZone"),
    removeZone: zone("removeZone"),
    reportHazard: hazard("reportHazard"),
    clearHazard: hazard("clearHazard"),
    exportHazard: hazard("exportHazard"),
  };
}

/** On this globe, and now or before: what a broken sensor says is nobody's place. */
const isFix = ({ ts, latitude, longitude }: Fix): boolean =>
  Number.isFinite(ts) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** Signing out does not wait long for a server that does not answer. */
const LOGOUT_MS = 5_000;
const pause = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms));

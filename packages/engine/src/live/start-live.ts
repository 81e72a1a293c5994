import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Timer } from "@paceline/domain/safety";
import type { ClubChannel, DeviceRow, Fix, VerificationRow } from "@paceline/protocol/port";
import { keepSkew } from "../account/server-time.ts";
import type { Status } from "../account/status.ts";
import type { Handlers } from "../commands/handlers.ts";
import { currentBridge } from "../clubs/current-bridge.ts";
import { clubHandlers } from "../commands/clubs.ts";
import type { ClubCommand } from "../commands/clubs.ts";
import { profileHandlers } from "../commands/profile.ts";
import type { ProfileCommand } from "../commands/profile.ts";
import { roomHandlers } from "../commands/rooms.ts";
import type { RoomCommand } from "../commands/rooms.ts";
import { companionHandlers } from "../companions/open-companion.ts";
import { createCryptoSetup } from "../crypto-setup/crypto-setup.ts";
import type { CryptoCommand } from "../crypto-setup/crypto-setup.ts";
import { HeldKey } from "../crypto-setup/held-key.ts";
import { peopleToVerify } from "../crypto-setup/people-to-verify.ts";
import { hearVerifications } from "../crypto-setup/room-verification.ts";
import { watchTrust } from "../crypto-setup/trust.ts";
import type { MeetupBook } from "../meetups/book.ts";
import type { RoomWriter } from "../matrix/client-port.ts";
import { CryptoRooms } from "../matrix/crypto-rooms.ts";
import { createDelayedEvents } from "../matrix/delayed-events.ts";
import { createEncryptor } from "../matrix/encryptor.ts";
import { httpOf } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import { KeyRequests } from "../matrix/key-requests.ts";
import { Media } from "../matrix/media.ts";
import { megolmDecryptor } from "../matrix/megolm.ts";
import { openClient } from "../matrix/open-client.ts";
import { startSync } from "../matrix/sync-loop.ts";
import type { SyncLoop } from "../matrix/sync-loop.ts";
import { createRoomWriter } from "../matrix/wire.ts";
import type { Clock } from "../outbox/outbox.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { RecentHistory } from "../outbox/recent-history.ts";
import type { Projection } from "../projection/projection.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import type { ShareBook } from "../shares/book.ts";
import { ShareHearing } from "../shares/hearing.ts";
import type { MyShare } from "../shares/mine.ts";
import { openerOf } from "../shares/open-sealed.ts";
import { trackerHandlers } from "../shares/tracker-commands.ts";
import type { TrackerCommand } from "../shares/tracker-commands.ts";
import { startShares } from "../shares/start-shares.ts";
import type { ShareCommand, Shares } from "../shares/start-shares.ts";
import type { CircleBook } from "../safety/book.ts";
import { touchesCircle } from "../safety/circles.ts";
import type { TrustBook } from "../safety/kept-trust.ts";
import { startSafety } from "../safety/start-safety.ts";
import type { Safety, SafetyCommand } from "../safety/start-safety.ts";
import { authedFetch } from "../session/authed-fetch.ts";
import { renewOffers } from "../session/offers.ts";
import { AfterSync } from "./after-sync.ts";
import { clockSkew } from "./clock-skew.ts";
import { History } from "./history.ts";
import { createSharing } from "./history-sharing.ts";
import { Intake } from "./intake.ts";
import { ReadMarkers } from "./read-markers.ts";
import { recentHistory } from "./recent-history.ts";
import { UnreadRetry } from "./unread-retry.ts";

export type LiveParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly cryptoPrefix: string;
  readonly cryptoKey: Uint8Array<ArrayBuffer>;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly chance: () => number;
  readonly book: MeetupBook;
  readonly circles: CircleBook;
  readonly shares: ShareBook;
  readonly onShares: (mine: readonly MyShare[]) => void;
  /** ms by the homeserver's clock. */
  readonly serverNow: () => number;
  readonly clock: Clock;
  /** Where this device was last. */
  readonly fix: () => Fix | undefined;
  readonly onTimer: (timer: Timer | undefined) => void;
  readonly onDevices: (rows: readonly DeviceRow[]) => void;
  readonly onVerifications: (rows: readonly VerificationRow[]) => void;
  readonly onTrust: (trust: TrustBook) => void;
  readonly onUnjoined: (space: RoomId, channels: readonly ClubChannel[]) => void;
  readonly onStatus: (change: Partial<Status>) => void;
  readonly onTyping: (room: RoomId, users: readonly string[]) => void;
  readonly onMalformed: (type: string) => void;
  /** The server refuses our token for good. */
  readonly onEnded: () => void;
};

export type LiveCommand =
  | "markRead"
  | "openMeetupRoom"
  | ShareCommand
  | TrackerCommand
  | SafetyCommand
  | RoomCommand
  | ClubCommand
  | ProfileCommand
  | CryptoCommand;

/** The part of the engine that talks to a homeserver. */
export type Live = {
  readonly http: Http;
  readonly writer: RoomWriter;
  readonly recent: RecentHistory;
  readonly history: History;
  readonly sync: SyncLoop;
  readonly shares: Pick<Shares, "take">;
  readonly safety: Pick<Safety, "renewed" | "located">;
  readonly handlers: Handlers<LiveCommand>;
  /** Resolves when the crypto store is closed. */
  stop(): Promise<void>;
};

/** Starts to sync. Call it only while the account's lock is held. */
export async function startLive(parts: LiveParts): Promise<Live> {
  const { projection, outbox, now } = parts;
  const session = (): SessionRecord => projection.session as SessionRecord;
  const me = session().userId;
  const skew = clockSkew((clockSkewMs) => {
    parts.onStatus({ clockSkewMs });
    void keepSkew(projection.database, clockSkewMs).catch(() => parts.onMalformed("clock"));
  });
  const send = authedFetch(
    session,
    {
      answered: (date, tripMs) => skew(date, tripMs, now()),
      refreshed: (tokens) => projection.changeSession(tokens),
      ended: parts.onEnded,
    },
    parts.fetch,
  );
  const keys = new KeyRequests(send, parts.clock);
  const held = new HeldKey();
  const client = await openClient({
    session: session(),
    fetch: keys.fetch,
    cryptoPrefix: parts.cryptoPrefix,
    cryptoKey: parts.cryptoKey,
    cryptoCallbacks: held.callbacks,
  });
  const http = httpOf(client);
  const rooms = new CryptoRooms(client, projection);
  const encrypt = createEncryptor(http, rooms, projection, me);
  const writer = createRoomWriter(http, encrypt, projection);
  const decryptor = megolmDecryptor(client, (event) => intake.late(event));
  const intake = new Intake({
    projection,
    outbox,
    shares: new ShareHearing({ book: parts.shares, now: parts.serverNow, open: openerOf(projection, parts.circles) }),
    committed: (batch) => rooms.follow({ states: batch.states ?? new Map() }),
    onTyping: parts.onTyping,
    onLateLost: () => parts.onMalformed("late-key"),
    how: {
      me,
      bot: () => session().bot,
      decryptor,
      now,
      onMalformed: parts.onMalformed,
      onBroken: () => parts.onMalformed("event"),
      onBrokenRoom: () => parts.onMalformed("room"),
    },
  });
  const read = new ReadMarkers({ projection, http, me });
  const history = new History(http, intake, projection, (room, beforeMs) => safety.spares(room, beforeMs));
  const bridge = currentBridge({ me, http, now, fetch: parts.fetch }, () => session().bridgeUrl);
  const delayed = createDelayedEvents(http, encrypt);
  const newId = (): string => crypto.randomUUID();
  const shares = startShares({
    projection,
    writer,
    delayed,
    book: parts.shares,
    me,
    clock: parts.clock,
    serverNow: parts.serverNow,
    newId,
    onShares: parts.onShares,
    onError: () => parts.onMalformed("shares"),
  });
  const safety = startSafety({
    http,
    projection,
    outbox,
    book: parts.circles,
    session,
    delayed,
    bridge,
    clock: parts.clock,
    serverNow: parts.serverNow,
    fix: parts.fix,
    shares: parts.shares,
    onDevices: (tell) => client.on(CryptoEvent.DevicesUpdated, tell),
    markRead: (room, eventId) => read.mark(room, eventId),
    onTimer: parts.onTimer,
    onError: () => parts.onMalformed("safety"),
  });
  const sharing = createSharing(http, rooms, client, projection);
  const clubs = { http, projection, sharing };
  const after = new AfterSync({
    ...parts,
    ...clubs,
    history,
    me,
    device: session().deviceId,
    now: parts.serverNow,
    onError: parts.onMalformed,
  });
  const roomCommands = roomHandlers({ ...clubs, writer, me, roomVersion: () => session().features.roomVersion });
  const startDirect = (userId: UserId) => roomCommands.startDirect({ userId });
  const trust = watchTrust({ client, rooms, projection, onTrust: parts.onTrust });
  const setup = createCryptoSetup({
    client,
    held,
    people: peopleToVerify({ client, projection, encrypt, startDirect }),
    database: projection.database,
    onEncryption: (encryption) => parts.onStatus({ encryption }),
    onDevices: parts.onDevices,
    onVerifications: parts.onVerifications,
    onKeysRestored: () => void unread.run(),
  });
  let first = true;
  let online = false;
  const sync = startSync({
    http,
    crypto: rooms.crypto,
    token: () => projection.token,
    now,
    chance: parts.chance,
    onCryptoRefused: () => parts.onMalformed("to-device"),
    onLink(link) {
      parts.onStatus({ link });
      if (link.is === "online" && !online) {
        keys.reconnected();
        outbox.reconnected();
        void read.tell().catch(() => parts.onMalformed("read-markers"));
        void setup.refresh();
      }
      online = link.is === "online";
      safety.link(online);
      shares.link(online);
    },
    async take(response) {
      const added = await intake.sync(response);
      after.run();
      void safety.synced().catch(() => parts.onMalformed("safety"));
      void hearVerifications(client, added, parts.serverNow()).catch(() => parts.onMalformed("verification"));
      if (first || touchesCircle(projection, added.keys())) void trust.look();
      if (first) void setup.refresh();
      if (first) outbox.start();
      if (first) void askAgain().catch(() => parts.onMalformed("offers"));
      outbox.synced();
      if (first) parts.onStatus({ firstSync: "done" });
      first = false;
    },
  });
  const askAgain = (): Promise<void> =>
    renewOffers({ http, projection, fetch: parts.fetch, onNews: () => safety.renewed() });
  const unread = new UnreadRetry(projection, decryptor, intake);
  void unread.run();

  let ended: Promise<void> | undefined;
  async function end(): Promise<void> {
    for (const part of [setup, after, trust, read, keys]) part.stop();
    await safety.stop();
    await shares.stop();
    unread.stop();
    await sync.stop();
    client.stopClient();
    await projection.exclusive(async () => undefined);
  }

  return {
    http,
    writer,
    history,
    sync,
    shares,
    safety,
    recent: recentHistory(projection, history, decryptor, me),
    handlers: {
      markRead: ({ roomId, eventId }) => read.mark(roomId, eventId),
      ...roomCommands,
      ...clubHandlers(clubs, bridge),
      ...profileHandlers({ http, writer, projection, me, media: new Media(client, projection.database) }),
      ...safety.handlers,
      ...shares.handlers,
      ...companionHandlers({ ...parts, http, session }),
      ...trackerHandlers({ projection, circles: parts.circles, writer, bridge, me, newId }),
      ...setup.handlers,
    },
    // Two may end it at once: the server that ends the session, and the person who signs out. Both wait for the same end.
    stop: () => (ended ??= end()),
  };
}

import type { ChannelKind } from "../events/channel.ts";
import type { MeetupBlock, RidePart } from "../events/meetup.ts";
import type { AnswerStatus } from "../events/rsvp.ts";
import type { Role } from "../events/role.ts";
import type { DeviceId, EventId, MxcUri, RoomId, TxnId, UserId } from "../ids.ts";
import type { Language } from "../language.ts";
import type { Command } from "./command.ts";
import type { SafetyCommands } from "./commands-safety.ts";
import type { NoParams } from "./lists.ts";

/** A picture's bytes as they cross the port; the page wraps them in a Blob. */
export type Picture = { readonly bytes: Uint8Array; readonly mimeType: string };

/** What a person fills in; the engine adds uid, sequence, sequencer and the plain body. */
export type MeetupDraft = Pick<
  MeetupBlock,
  | "title"
  | "sport"
  | "start"
  | "end"
  | "place"
  | "distance_m"
  | "ascent_m"
  | "pace_groups"
  | "capacity"
  | "rsvp_by"
  | "notes"
>;

export type Discovered = {
  readonly baseUrl: string;
  readonly serverName: string;
  readonly bridgeUrl?: string;
  readonly bot?: UserId;
  readonly password: boolean;
};

export type FoundClub = {
  readonly roomId: RoomId;
  readonly name: string;
  readonly topic?: string;
  readonly avatar?: MxcUri;
  readonly memberCount: number;
  /** `member`: already in; `asked`: a request is open. */
  readonly standing: "none" | "member" | "asked" | "invited";
  readonly access: "open" | "ask" | "closed";
  readonly via: readonly string[];
};

/** Everything a view can ask for. Answers are `Result`; codes are `EngineFailureCode`. */
export type Commands = SafetyCommands & {
  /* Session */
  /** `server`: a name (`example.org`) or an address; discovery by `/.well-known/matrix/client`. */
  discover: Command<{ server: string }, Discovered>;
  signIn: Command<{ server: string; user: string; password: string; deviceName: string }>;
  /** Ends the session at the server (as far as it answers) and wipes everything stored here. */
  signOut: Command<NoParams>;
  /** In which this device writes what others read of alerts, timers and hazards. What waits at the homeserver is sealed anew. */
  setLanguage: Command<{ language: Language }>;
  setDisplayName: Command<{ name: string }>;
  setAvatar: Command<{ picture: Picture }>;
  retryNow: Command<NoParams>;

  /* Encryption set-up */
  /** First set-up: cross-signing, secret storage, backup. The password is asked only where the server wants it. */
  setUpEncryption: Command<{ password?: string }, { recoveryKey: string }>;
  /** Compares with the key just made, without sending it anywhere. */
  checkRecoveryKey: Command<{ recoveryKey: string }>;
  unlockWithRecoveryKey: Command<{ recoveryKey: string }>;
  /** Starts over when everything is lost: new identity, old encrypted history stays unreadable. */
  resetEncryption: Command<{ password: string }, { recoveryKey: string }>;
  /** `camera`, here and in the next two: this device has one, so it offers to scan the other side's code. */
  startVerification: Command<{ deviceId?: DeviceId; camera?: boolean }, { verificationId: string }>;
  acceptVerification: Command<{ verificationId: string; camera?: boolean }>;
  /** By emoji, though a code could be shown or scanned. */
  compareEmoji: Command<{ verificationId: string }>;
  /**
   * Bytes of a code that the camera saw (client-server specification, "QR code format"). Fails with `no-verification-code`, and with `foreign-code` where it belongs to another
   * verification; both leave this one open. One whose keys are not those we know fails with `verification-failed` and ends it.
   */
  scanCode: Command<{ verificationId: string; code: Uint8Array }>;
  /** The emoji are the same, or it was the other side that scanned my code; `match: false` ends it. */
  confirmVerification: Command<{ verificationId: string; match: boolean }>;
  cancelVerification: Command<{ verificationId: string }>;
  renameDevice: Command<{ deviceId: DeviceId; name: string }>;
  removeDevice: Command<{ deviceId: DeviceId; password: string }>;

  /* Rooms */
  /** A direct chat is found, not doubled. Encrypted. */
  startDirect: Command<{ userId: UserId }, { roomId: RoomId }>;
  createGroup: Command<{ name: string; userIds: readonly UserId[] }, { roomId: RoomId }>;
  renameRoom: Command<{ roomId: RoomId; name: string }>;
  /** From now on whoever is in the room may share where they are; every other right stays. */
  letShare: Command<{ roomId: RoomId }>;
  setRoomAvatar: Command<{ roomId: RoomId; picture: Picture }>;
  /** Shares earlier history with them where their devices are cross-signed (MSC4268). */
  invite: Command<{ roomId: RoomId; userIds: readonly UserId[] }, { historyShared: boolean }>;
  acceptInvite: Command<{ roomId: RoomId }>;
  declineInvite: Command<{ roomId: RoomId }>;
  leave: Command<{ roomId: RoomId }>;
  removeMember: Command<{ roomId: RoomId; userId: UserId; reason?: string }>;
  findPeople: Command<
    { query: string },
    { people: readonly { userId: UserId; name: string; avatar?: MxcUri }[]; limited: boolean }
  >;

  /* Messages: written to the outbox; the answer comes when that is durable */
  sendText: Command<
    {
      roomId: RoomId;
      text: string;
      replyTo?: EventId;
      announcement?: boolean;
      mentions?: readonly UserId[];
    },
    { txnId: TxnId }
  >;
  editText: Command<{ roomId: RoomId; eventId: EventId; text: string }, { txnId: TxnId }>;
  deleteMessage: Command<{ roomId: RoomId; eventId: EventId }, { txnId: TxnId }>;
  /** Adds my reaction, or takes it back. */
  toggleReaction: Command<{ roomId: RoomId; eventId: EventId; key: string }, { txnId: TxnId }>;
  retrySend: Command<{ txnId: TxnId }>;
  discardSend: Command<{ txnId: TxnId }>;
  /** Everything that `session` counts as failed, in whichever room, also answers and reactions, which no row of a timeline shows. */
  retryFailed: Command<NoParams>;
  discardFailed: Command<NoParams>;
  /** The page shows this room up to here. */
  markRead: Command<{ roomId: RoomId; eventId: EventId }>;
  setTyping: Command<{ roomId: RoomId; typing: boolean }>;
  loadOlder: Command<{ roomId: RoomId }>;
  fillGap: Command<{ roomId: RoomId; gapId: string }>;

  /* Clubs */
  createClub: Command<
    { name: string; topic?: string; access: "open" | "private"; sports: readonly string[] },
    { spaceId: RoomId }
  >;
  findClubs: Command<{ query: string; server?: string }, { clubs: readonly FoundClub[] }>;
  /** `link`: matrix.to or matrix: link, room id or alias. */
  previewClub: Command<{ link: string }, FoundClub>;
  /** Joins the space and its channels. */
  joinClub: Command<{ roomId: RoomId; via: readonly string[] }>;
  askToJoin: Command<{ roomId: RoomId; via: readonly string[]; reason?: string }>;
  withdrawAsk: Command<{ roomId: RoomId }>;
  /** Invites into the space and each channel from this client, so that history keys travel. */
  acceptRequest: Command<{ clubId: RoomId; userId: UserId }, { historyShared: boolean }>;
  declineRequest: Command<{ clubId: RoomId; userId: UserId; reason?: string }>;
  inviteToClub: Command<{ clubId: RoomId; userIds: readonly UserId[] }, { historyShared: boolean }>;
  setRole: Command<{ clubId: RoomId; userId: UserId; role: Role }>;
  leaveClub: Command<{ clubId: RoomId }>;
  addChannel: Command<{ clubId: RoomId; name: string; kind: Extract<ChannelKind, "chat"> }, { roomId: RoomId }>;

  /* Meetups */
  createMeetup: Command<{ roomId: RoomId; draft: MeetupDraft }, { txnId: TxnId }>;
  changeMeetup: Command<{ cardId: EventId; draft: MeetupDraft }, { txnId: TxnId }>;
  cancelMeetup: Command<{ cardId: EventId; reason?: string }, { txnId: TxnId }>;
  answerMeetup: Command<
    { cardId: EventId; status: AnswerStatus; guests: number; pace?: string; note?: string },
    { txnId: TxnId }
  >;
  /** Opens the meetup's own encrypted room, for its chat and live positions; one that is there is found, not doubled. Takes the right to change the card. */
  openMeetupRoom: Command<{ cardId: EventId }, { roomId: RoomId }>;
  /** Says on the card who leads or sweeps a pace group (without `pace`: the whole meetup); without `userId` nobody does. Takes the right to change the card. */
  setRidePart: Command<{ cardId: EventId; part: RidePart["part"]; pace?: string; userId?: UserId }, { txnId: TxnId }>;

  /* Pictures, decrypted and authenticated in the engine; cached; pixels are CSS px × device ratio */
  picture: Command<{ mxc: MxcUri; size: number }, { picture: Picture }>;
  diagnostics: Command<NoParams, Diagnostics>;
};

export type Diagnostics = {
  readonly release: string;
  readonly syncs: number;
  /** Event type → how many broke their schema, without any content. */
  readonly badEvents: Readonly<Record<string, number>>;
  readonly storage: {
    readonly usage?: number;
    readonly quota?: number;
    readonly persisted: boolean;
  };
};

export type CommandName = keyof Commands;
export type Input<Name extends CommandName> = Commands[Name]["input"];
export type Output<Name extends CommandName> = Commands[Name]["output"];

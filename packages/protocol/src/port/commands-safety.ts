import type { TimerMode } from "../events/safety-timer.ts";
import type { EventId, RoomId, TxnId, UserId } from "../ids.ts";
import type { Command } from "./command.ts";
import type { NoParams } from "./lists.ts";
import type { HazardKind, WaysOut } from "./rows-safety.ts";
import type { Fix, Precision } from "./rows-shares.ts";

/** Everything a view can ask of live shares, circles, timers and alerts. */
export type SafetyCommands = {
  /* Shares */
  /** `durationMs`: 24 h at most. Replaces a share of mine in that room. */
  startShare: Command<
    { roomId: RoomId; durationMs: number; precision: Precision; part?: "lead" | "sweep" },
    { shareId: EventId }
  >;
  stopShare: Command<{ roomId: RoomId }>;
  stopAllShares: Command<NoParams, { stopped: number }>;
  /** A place just measured, `ts` by this device's clock; the engine decides when it goes out, and to whom how exactly. */
  takeFix: Command<{ fix: Fix }>;
  putZone: Command<
    { id?: string; name: string; latitude: number; longitude: number; radius_m: number },
    { id: string }
  >;
  removeZone: Command<{ id: string }>;

  /* Circle */
  /** Makes the circle when it is the first contact. */
  inviteContact: Command<{ userId: UserId; tier: number }, { roomId: RoomId }>;
  setContactTier: Command<{ userId: UserId; tier: number }>;
  /** How long a tier is alerted alone before the next one is; whole seconds, a minute to an hour. */
  setTierTerm: Command<{ termMs: number }>;
  removeContact: Command<{ userId: UserId }>;
  sendTestAlert: Command<NoParams, { alertId: string }>;
  leaveCircle: Command<{ roomId: RoomId }>;
  /**
   * Asks a person to verify each other (client-server specification, "Key verification framework", in-room messages; "QR codes" and "Short Authentication String (SAS) verification"), in the
   * direct chat or a circle of both, or in a new direct chat. Goes on in the list `verifications`. Fails with `encryption-locked` where this device is not verified, and
   * with `not-cross-signed`.
   */
  verifyPerson: Command<{ userId: UserId; camera?: boolean }, { verificationId: string }>;

  /* Timer */
  /** `hidden`: the circle is not told that it runs, and hears of it when it has run out. */
  armTimer: Command<
    { mode: TimerMode; dueMs: number; graceMs: number; intervalMs?: number; hidden?: boolean },
    { id: string }
  >;
  /** A sign of life, or more time: moves the due time forward, never back. */
  extendTimer: Command<{ id: string; dueMs: number }>;
  /** `code`: the safety code where one is set; the duress code looks the same and alerts. */
  endTimer: Command<{ id: string; code?: string }>;
  /** Both are digits, 4 to 12; kept as slow hashes on this device. `null` takes them away. */
  setSafetyCodes: Command<{ current?: string; codes: { code: string; duress: string } | null }>;

  /* Alerts */
  raiseSos: Command<{ silent: boolean; drill: boolean }, { alertId: string }>;
  acknowledgeAlert: Command<{ alertId: string }>;
  /** I know that all is well again: it stops ringing. */
  hearAllClear: Command<{ alertId: string }>;
  /** False alarm or all-clear, told as loudly as the alert. */
  cancelAlert: Command<{ alertId: string; code?: string }>;
  /** CAP 1.2 as XML. */
  exportAlert: Command<{ alertId: string }, { name: string; xml: string }>;
  /** To the people of a room that is no circle; works offline. `expiresMs`: at most 30 days ahead; `radius_m`: at most 100 km. */
  reportHazard: Command<
    {
      roomId: RoomId;
      kind: HazardKind;
      headline: string;
      description?: string;
      latitude: number;
      longitude: number;
      radius_m: number;
      expiresMs: number;
    },
    { txnId: TxnId }
  >;
  /** It is gone. Fails with `forbidden` for whoever neither reported it nor moderates the room. */
  clearHazard: Command<{ hazardId: EventId }>;
  /** CAP 1.2 as XML. */
  exportHazard: Command<{ hazardId: EventId }, { name: string; xml: string }>;

  /* Ways out that need no homeserver, for the circles I am a contact in */
  /** What the bridge can do, and what I have agreed to. Fails with `no-bridge` where the homeserver names none. */
  waysOut: Command<NoParams, WaysOut>;
  /** A subscription of this browser (Push API; RFC 8291 keys, base64url); `null` takes those of all my devices back. */
  setPushWayOut: Command<{ subscription: { endpoint: string; keys: { p256dh: string; auth: string } } | null }>;
  setMailWayOut: Command<{ address: string | null }>;

  /* Trackers */
  /** `config`: `owntracks:///config?inline=…`, shown as a QR code and a link. */
  addTracker: Command<{ name: string }, { id: string; config: string }>;
  /** New key and new address; the old ones stop working. */
  rotateTracker: Command<{ id: string }, { config: string }>;
  removeTracker: Command<{ id: string }>;
};

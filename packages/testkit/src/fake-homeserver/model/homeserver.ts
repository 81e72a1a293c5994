import { Pusher } from "../appservice/pusher.ts";
import { AccountData } from "./account-data.ts";
import { Accounts } from "./accounts.ts";
import { ServerClock } from "./clock.ts";
import { DelayedEvents } from "./delayed-events.ts";
import { DeviceKeys } from "./device-keys.ts";
import { Directory } from "./directory.ts";
import { Ephemeral } from "./ephemeral.ts";
import { Filters } from "./filters.ts";
import { KeyBackup } from "./key-backup.ts";
import { Limits } from "./limits.ts";
import { Media } from "./media.ts";
import { OpenId } from "./openid.ts";
import type { Settings } from "./options.ts";
import { Profiles } from "./profiles.ts";
import { PushRules } from "./push-rules.ts";
import { Rooms } from "./rooms.ts";
import { Stream } from "./stream.ts";
import { ToDevice } from "./to-device.ts";
import { Transactions } from "./transactions.ts";

/** All parts of the server, wired once. Routes read and change these; nothing here knows HTTP but the pushers. */
export class Homeserver {
  readonly settings: Settings;
  readonly clock = new ServerClock();
  readonly stream = new Stream();
  readonly accounts: Accounts;
  readonly rooms: Rooms;
  readonly profiles: Profiles;
  readonly directory: Directory;
  readonly accountData: AccountData;
  readonly pushRules: PushRules;
  readonly ephemeral: Ephemeral;
  readonly toDevice: ToDevice;
  readonly deviceKeys: DeviceKeys;
  readonly keyBackup = new KeyBackup();
  readonly filters = new Filters();
  readonly limits: Limits;
  readonly media: Media;
  readonly openId: OpenId;
  readonly delayed: DelayedEvents;
  readonly transactions = new Transactions();
  readonly pushers: readonly Pusher[];

  constructor(settings: Settings) {
    this.settings = settings;
    this.accounts = new Accounts(settings, this.clock);
    this.rooms = new Rooms(settings.serverName, this.clock, this.stream);
    this.profiles = new Profiles(this.rooms);
    this.rooms.profileOf = (userId) => this.profiles.memberPart(userId);
    this.directory = new Directory(settings);
    this.accountData = new AccountData(this.stream);
    this.pushRules = new PushRules(this.accountData);
    this.ephemeral = new Ephemeral(this.rooms, this.clock);
    this.toDevice = new ToDevice(this.accounts, this.stream);
    this.deviceKeys = new DeviceKeys(this.rooms, this.stream);
    this.limits = new Limits(settings.limits, this.clock);
    this.media = new Media(settings);
    this.openId = new OpenId(this.clock);
    this.delayed = new DelayedEvents(
      settings,
      this.clock,
      (roomId, event) => void this.rooms.send(this.rooms.get(roomId), event),
    );
    this.pushers = settings.appservices.map(
      (registration) =>
        new Pusher(registration, {
          botId: this.accounts.idOf(registration.sender_localpart),
          clock: this.clock,
          retryScale: settings.retryScale,
        }),
    );
    this.accounts.onDeviceChange = (userId, gone) => {
      if (gone === undefined) return;
      this.deviceKeys.forget(userId, gone);
      this.toDevice.forget(userId, gone);
    };
    for (const pusher of this.pushers) {
      this.rooms.listeners.push((room, event) => pusher.onEvent(room, event));
      this.ephemeral.listeners.push((room, event) => pusher.onEphemeral(room, event));
    }
  }

  /** What a restart of the process changes: memories of answers are gone, appservice transaction ids begin again. */
  restart(): void {
    this.transactions.restart();
    for (const pusher of this.pushers) pusher.restart();
  }

  stop(): void {
    for (const pusher of this.pushers) pusher.stop();
    this.clock.stop();
    this.stream.wakeAll();
  }
}

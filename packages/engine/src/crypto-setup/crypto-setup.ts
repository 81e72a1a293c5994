import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { MatrixClient } from "matrix-js-sdk";
import { failed } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { DeviceRow, EncryptionState, EngineFailureCode, VerificationRow } from "@paceline/protocol/port";
import type { Answer, Handlers } from "../commands/handlers.ts";
import type { Database } from "../projection/database.ts";
import { deviceRows, removeDevice, renameDevice } from "./devices.ts";
import { gatherEvidence } from "./evidence.ts";
import type { HeldKey } from "./held-key.ts";
import { latest } from "./latest.ts";
import { createRecovery } from "./recovery.ts";
import type { PeopleToVerify } from "./people-to-verify.ts";
import { Verifications } from "./verifications.ts";

export type CryptoCommand =
  | "setUpEncryption"
  | "checkRecoveryKey"
  | "unlockWithRecoveryKey"
  | "resetEncryption"
  | "startVerification"
  | "verifyPerson"
  | "acceptVerification"
  | "compareEmoji"
  | "scanCode"
  | "confirmVerification"
  | "cancelVerification"
  | "renameDevice"
  | "removeDevice";

export type CryptoSetupParts = {
  /** Opened with `held.callbacks` as its crypto callbacks. */
  readonly client: MatrixClient;
  readonly held: HeldKey;
  readonly database: Pick<Database, "get" | "write">;
  readonly people: PeopleToVerify;
  readonly onEncryption: (state: EncryptionState) => void;
  readonly onDevices: (rows: readonly DeviceRow[]) => void;
  readonly onVerifications: (rows: readonly VerificationRow[]) => void;
  /** Old keys arrived: what could not be read is worth another try. */
  readonly onKeysRestored: () => void;
};

/** Encryption as a person deals with it: set-up, recovery, devices. States come from evidence, never from what was asked for. */
export interface CryptoSetup {
  readonly handlers: Handlers<CryptoCommand>;
  /** Looks again; called once the first sync is through and when the connection is back. Never rejects: what cannot be asked stays as it was. */
  refresh(): Promise<void>;
  stop(): void;
}

const CHECKED = "recovery-key-checked";

export function createCryptoSetup(parts: CryptoSetupParts): CryptoSetup {
  const { client, database } = parts;
  const recovery = createRecovery(client, parts.held);
  let state: EncryptionState = { is: "unknown", backup: "unknown", recoveryKeyChecked: false };
  let rows: readonly DeviceRow[] = [];
  let underWay = false;

  const tell = (change: Partial<EncryptionState>): void => {
    state = { ...state, ...change };
    parts.onEncryption(state);
  };
  const endRestore = (): void => {
    const { restore: _over, ...rest } = state;
    state = rest;
    parts.onEncryption(state);
  };
  const onProgress = (restore: NonNullable<EncryptionState["restore"]>): void => tell({ restore });

  const remember = async (checked: boolean): Promise<void> => {
    await database.write([{ put: "meta", key: CHECKED, value: checked }]);
    tell({ recoveryKeyChecked: checked });
  };

  /** Not while keys change: an answer about the old identity makes the crypto module drop the new private keys. */
  const refresh = latest(async () => {
    if (underWay) return;
    const recoveryKeyChecked = (await database.get<boolean>("meta", CHECKED)) === true;
    tell({ ...(await gatherEvidence(client)), recoveryKeyChecked });
    rows = await deviceRows(client);
    parts.onDevices(rows);
  });

  const look = (): void => void refresh();

  /** After a verification the other device hands over the backup's key; then everything is read at once. */
  const restoreAll = (): void => {
    if (!underWay) recovery.restore(onProgress).then(parts.onKeysRestored).finally(endRestore).catch(look);
  };
  const verifications = new Verifications({
    client,
    nameOf: (device) => rows.find(({ id }) => id === device)?.name ?? device ?? "",
    people: parts.people,
    onRows: parts.onVerifications,
    onOver: look,
  });
  const looks = [CryptoEvent.DevicesUpdated, CryptoEvent.KeysChanged, CryptoEvent.KeyBackupStatus] as const;
  for (const event of looks) client.on(event, look);
  client.on(CryptoEvent.KeyBackupDecryptionKeyCached, restoreAll);

  /** Keeps the answer to whether the key was checked, and looks again whatever came of it, so that a view that asks next sees the new state. */
  async function changing<T>(work: Promise<Result<T, EngineFailureCode>>, checked: boolean): Answer<T> {
    underWay = true;
    const done = await work.finally(() => (underWay = false));
    if (done.ok) await remember(checked);
    await refresh();
    return done;
  }

  async function andLook<T>(work: Promise<Result<T, EngineFailureCode>>): Answer<T> {
    const done = await work;
    await refresh();
    return done;
  }

  return {
    refresh,
    stop() {
      for (const event of looks) client.off(event, look);
      client.off(CryptoEvent.KeyBackupDecryptionKeyCached, restoreAll);
      verifications.stop();
    },
    handlers: {
      setUpEncryption: ({ password }) => changing(recovery.setUp(password), false),
      resetEncryption: ({ password }) => changing(recovery.reset(password), false),
      async checkRecoveryKey({ recoveryKey }) {
        const done = await recovery.check(recoveryKey);
        if (done.ok) await remember(true);
        return done;
      },
      async unlockWithRecoveryKey({ recoveryKey }) {
        const done = await changing(recovery.unlock(recoveryKey, onProgress).finally(endRestore), true);
        if (done.ok) parts.onKeysRestored();
        return done;
      },
      startVerification: ({ deviceId, camera }) => verifications.start(deviceId, camera),
      verifyPerson: ({ userId, camera }) =>
        userId === client.getUserId()
          ? Promise.resolve(failed("invalid-input", "never"))
          : verifications.startWith(userId, camera),
      acceptVerification: ({ verificationId, camera }) => verifications.accept(verificationId, camera),
      compareEmoji: ({ verificationId }) => verifications.compareEmoji(verificationId),
      scanCode: ({ verificationId, code }) => verifications.scan(verificationId, code),
      confirmVerification: ({ verificationId, match }) => verifications.confirm(verificationId, match),
      cancelVerification: ({ verificationId }) => verifications.cancel(verificationId),
      renameDevice: async ({ deviceId, name }) =>
        name.trim() === "" ? failed("invalid-input", "never") : andLook(renameDevice(client, deviceId, name.trim())),
      removeDevice: ({ deviceId, password }) => andLook(removeDevice(client, deviceId, password)),
    },
  };
}

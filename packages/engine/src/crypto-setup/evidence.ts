import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { EncryptionState } from "@paceline/protocol/port";

export type Evidence = Pick<EncryptionState, "is" | "backup">;

/** What the server and the crypto module say now. Asks the network; rejects as the SDK does. */
export async function gatherEvidence(client: MatrixClient): Promise<Evidence> {
  const crypto = cryptoOf(client);
  const me = client.getSafeUserId();
  if (!(await crypto.userHasCrossSigningKeys(me, true))) return { is: "unset", backup: await backupOf(crypto) };
  const is = (await isCrossSigned(client)) ? "ready" : "locked";
  return { is, backup: await backupOf(crypto) };
}

/** This device carries a signature of an identity that it trusts itself. */
export async function isCrossSigned(client: MatrixClient): Promise<boolean> {
  const device = client.getDeviceId();
  if (device === null) return false;
  const status = await cryptoOf(client).getDeviceVerificationStatus(client.getSafeUserId(), device);
  return status?.crossSigningVerified === true;
}

/** `unknown` also where there is one that this device may not use yet. */
async function backupOf(crypto: CryptoApi): Promise<EncryptionState["backup"]> {
  if ((await crypto.getActiveSessionBackupVersion()) !== null) return "active";
  return (await crypto.getKeyBackupInfo()) === null ? "none" : "unknown";
}

export function cryptoOf(client: MatrixClient): CryptoApi {
  const crypto = client.getCrypto();
  if (crypto === undefined) throw new Error("the client was opened without encryption");
  return crypto;
}

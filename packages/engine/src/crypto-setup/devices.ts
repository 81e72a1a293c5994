import type { MatrixClient } from "matrix-js-sdk";
import { deviceId, ok } from "@paceline/protocol";
import type { DeviceId } from "@paceline/protocol";
import type { DeviceRow } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { failureOf } from "../matrix/failures.ts";
import { cryptoOf } from "./evidence.ts";
import { withPassword } from "./password-proof.ts";

/** This account's devices at the server, this one first, then by when they were last seen. Rejects as the SDK does. */
export async function deviceRows(client: MatrixClient): Promise<readonly DeviceRow[]> {
  const crypto = cryptoOf(client);
  const me = client.getSafeUserId();
  const { devices } = await client.getDevices();
  const rows = await Promise.all(
    devices.map(async ({ device_id: id, display_name: name, last_seen_ts: seen }): Promise<DeviceRow> => {
      const status = await crypto.getDeviceVerificationStatus(me, id);
      return {
        id: deviceId(id),
        name: name ?? id,
        current: id === client.getDeviceId(),
        verified: status?.crossSigningVerified === true,
        ...(seen === undefined ? {} : { lastSeenMs: seen }),
      };
    }),
  );
  return rows.toSorted(
    (a, b) =>
      Number(b.current) - Number(a.current) || (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

export async function renameDevice(client: MatrixClient, id: DeviceId, name: string): Answer<null> {
  try {
    await client.setDeviceDetails(id, { display_name: name });
    return ok(null);
  } catch (error) {
    return failureOf(error);
  }
}

/** Signs a device out and forgets its keys. Fails with `wrong-password`. */
export async function removeDevice(client: MatrixClient, id: DeviceId, password: string): Answer<null> {
  const removed = await withPassword(client.getSafeUserId(), password, (auth) =>
    client.deleteDevice(id, auth ?? undefined),
  );
  return removed.ok ? ok(null) : removed;
}

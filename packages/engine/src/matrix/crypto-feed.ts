import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { record } from "../projection/room-state.ts";
import type { Content } from "./client-port.ts";

type Crypto = Pick<CryptoBackend, "processSyncChanges" | "userHasCrossSigningKeys">;

/**
 * Hands the crypto module what is its own in each sync. It drops a verification request of a device that it has not heard of, and a new device often asks
 * within the sync that announces it; so requests are held back until the device list has been read again. A sync with nothing for it is not handed over: the
 * module writes its whole account to the disk for each, and most syncs bring only messages.
 */
export function createCryptoFeed(crypto: Crypto): (response: Content) => Promise<void> {
  let toldKeys: string | undefined;

  return async (response) => {
    const all = record(response["to_device"])["events"];
    const events: ToDevice[] = Array.isArray(all) ? all : [];
    const lists = record(response["device_lists"]);
    const [changed, left] = [strings(lists["changed"]), strings(lists["left"])];
    const counts = record(response["device_one_time_keys_count"]) as Record<string, number>;
    const unused = response["device_unused_fallback_key_types"];
    const keys = JSON.stringify([counts, unused]);
    if (events.length + changed.length + left.length === 0 && keys === toldKeys) return;
    const requests = events.filter(isRequest);
    await crypto.processSyncChanges({
      toDeviceEvents: requests.length === 0 ? events : events.filter((event) => !isRequest(event)),
      deviceLists: { changed, left },
      oneTimeKeysCounts: counts,
      ...(Array.isArray(unused) ? { unusedFallbackKeys: strings(unused) } : {}),
    });
    toldKeys = keys;
    if (requests.length === 0) return;
    await crypto.userHasCrossSigningKeys(undefined, true);
    await crypto.processSyncChanges({ toDeviceEvents: requests });
  };
}

type ToDevice = Parameters<Crypto["processSyncChanges"]>[0]["toDeviceEvents"][number];

const isRequest = (event: ToDevice): boolean => record(event)["type"] === "m.key.verification.request";

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

import type { UserId } from "@paceline/protocol";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import { record } from "../projection/room-state.ts";

/**
 * Whether a person has a device that carries a signature of their own identity, so that history may go to it. Asks the server, because the crypto module says
 * nothing of people who share no room with this account; it checks the signatures itself when it shares. Rejects as the SDK does.
 */
export async function hasCrossSignedDevice(http: Http, user: UserId): Promise<boolean> {
  const answer = await http.call("POST", path("keys", "query"), { body: { device_keys: { [user]: [] } } });
  const signers = Object.keys(record(record(record(answer["self_signing_keys"])[user])["keys"]));
  const devices = Object.values(record(record(answer["device_keys"])[user]));
  return devices.some((device) => {
    const signatures = record(record(record(device)["signatures"])[user]);
    return signers.some((signer) => signer in signatures);
  });
}

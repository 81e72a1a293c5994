import { createHmac } from "node:crypto";
import { deviceId, failed, ok, userId } from "@paceline/protocol";
import type { DeviceId, Result, UserId } from "@paceline/protocol";

export type NewAccount = {
  /** Part of the user id between `@` and `:`. */
  readonly localpart: string;
  readonly password: string;
  readonly displayName?: string;
  /** Of the device that is signed in at once; chosen by the homeserver if absent. */
  readonly deviceId?: string;
};

export type RegisteredAccount = { readonly userId: UserId; readonly deviceId: DeviceId; readonly accessToken: string };

/** `NAME_TAKEN`: the account exists already. `REFUSED`: anything else Synapse says no to, with its own code as cause. */
export type RegisterFailure = "NAME_TAKEN" | "REFUSED";

/**
 * Makes an account with the homeserver's registration secret, past every registration limit (Synapse admin API,
 * "Shared-Secret Registration"). For whoever runs the homeserver; never for a product's sign-up. Rejects when the
 * homeserver cannot be reached.
 */
export const registerAccount = async (
  baseUrl: string,
  registrationSharedSecret: string,
  account: NewAccount,
): Promise<Result<RegisteredAccount, RegisterFailure>> => {
  const url = `${baseUrl}/_synapse/admin/v1/register`;
  const { nonce } = (await (await fetch(url)).json()) as { nonce: string };
  const { localpart, password } = account;
  const mac = createHmac("sha1", registrationSharedSecret)
    .update([nonce, localpart, password, "notadmin"].join("\0"))
    .digest("hex");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      nonce,
      username: localpart,
      password,
      admin: false,
      mac,
      displayname: account.displayName ?? localpart,
      device_id: account.deviceId,
    }),
  });
  const answer = (await response.json()) as Record<string, string>;
  if (!response.ok) {
    const code = answer["errcode"] ?? `HTTP ${response.status}`;
    return code === "M_USER_IN_USE" ? failed("NAME_TAKEN", "never") : failed("REFUSED", "never", code);
  }
  return ok({
    userId: userId(answer["user_id"] ?? ""),
    deviceId: deviceId(answer["device_id"] ?? ""),
    accessToken: answer["access_token"] ?? "",
  });
};

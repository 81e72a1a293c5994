import type { DeviceId, MxcUri, UserId } from "@paceline/protocol";

/** The signed-in account as it is kept on this device. Sealed like everything else; the token never leaves the engine. */
export type SessionRecord = {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly baseUrl: string;
  readonly serverName: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly displayName: string;
  readonly avatar?: MxcUri;
  readonly bridgeUrl?: string;
  readonly bot?: UserId;
  /** The server refused the token; what was written stays until the same person signs in again or wipes. */
  readonly ended: boolean;
  readonly features: { readonly delayedEvents: boolean; readonly roomVersion: "11" | "12" };
};

import type { DeviceId, Language, MxcUri, UserId } from "@paceline/protocol";

/** The signed-in account as it is kept on this device. Sealed like everything else; the token never leaves the engine. */
export type SessionRecord = {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly baseUrl: string;
  readonly serverName: string;
  /** What was typed to find the server: whose well-known names its bridge. */
  readonly typed?: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly displayName: string;
  readonly avatar?: MxcUri;
  readonly bridgeUrl?: string;
  readonly bot?: UserId;
  /** The server refused the token; what was written stays until the same person signs in again or wipes. */
  readonly ended: boolean;
  readonly features: { readonly delayedEvents: boolean; readonly roomVersion: "11" | "12" };
  /** In which a page of this device is read; kept, because a timer is sealed anew before any page has said it again. */
  readonly language?: Language;
};

/** English until a page has said another. */
export const languageOf = ({ language = "en" }: SessionRecord): Language => language;

/** The language in which this account writes what other clients show. */
export const writtenIn = ({ session }: { readonly session: SessionRecord | undefined }): Language =>
  session === undefined ? "en" : languageOf(session);

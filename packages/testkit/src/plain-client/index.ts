export { PlainClient, type Page } from "./plain-client.ts";
export { CrossSigning } from "./cross-signing.ts";
export { MatrixHttp, Refusal, path, type Answer, type CallOptions } from "./http.ts";
export { download, downloadEncrypted, upload, uploadEncrypted } from "./attachment.ts";
export type { JsonObject } from "./json.ts";
export type { Membership, RawEvent, Room } from "./room.ts";
export type { SignInOptions } from "./session.ts";
export type { ShownMessage, TimelineEvent } from "./timeline.ts";

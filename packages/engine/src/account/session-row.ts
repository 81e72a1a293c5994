import type { SessionRow } from "@paceline/protocol/port";
import { languageOf } from "../projection/session-record.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import type { Protection } from "./keys.ts";
import type { Status } from "./status.ts";

/** The one row of the `session` list. */
export function sessionRow(
  session: SessionRecord | undefined,
  status: Status,
  outbox: SessionRow["outbox"],
  protection: Protection,
): SessionRow {
  const rest = { id: "session", ...status, outbox, protection } as const;
  if (session === undefined)
    return { ...rest, phase: "signed-out", features: { delayedEvents: false, roomVersion: "11" } };
  const { userId, deviceId, displayName, avatar, baseUrl, serverName, bridgeUrl, bot, features } = session;
  return {
    ...rest,
    phase: session.ended ? "ended" : "signed-in",
    features,
    account: {
      userId,
      deviceId,
      displayName,
      baseUrl,
      serverName,
      language: languageOf(session),
      ...(avatar === undefined ? {} : { avatar }),
      ...(bridgeUrl === undefined ? {} : { bridgeUrl }),
      ...(bot === undefined ? {} : { bot }),
    },
  };
}

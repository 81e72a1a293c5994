import { acknowledgement, allClear, duressUpdate, sosAlert, testAlert } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { EventId, Language, RoomId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Answer, Handlers } from "../commands/handlers.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { SafetyCodes } from "./codes.ts";
import { isFresh } from "./late-place.ts";
import type { LatePlace } from "./late-place.ts";
import type { NextTiers } from "./next-tiers.ts";
import type { SafetyView } from "./safety-view.ts";
import { alertTxnId, say } from "./say.ts";

export type AlertCommand =
  | "raiseSos"
  | "sendTestAlert"
  | "acknowledgeAlert"
  | "cancelAlert"
  | "hearAllClear"
  | "exportAlert";

export type AlertParts = {
  readonly outbox: Outbox;
  readonly view: SafetyView;
  readonly codes: Pick<SafetyCodes, "meaning">;
  readonly nextTiers: Pick<NextTiers, "begin" | "look">;
  /** ms by the homeserver's clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Where I was last. */
  readonly fix: () => Fix | undefined;
  readonly latePlace: Pick<LatePlace, "expect">;
  /** In which a circle is written to. */
  readonly language: () => Language;
  readonly markRead: (room: RoomId, eventId: EventId) => Answer<null>;
};

/** Calling for help, trying out, answering, and taking back. */
export function alertHandlers(parts: AlertParts): Handlers<AlertCommand> {
  const { outbox, view, codes, nextTiers, latePlace, now, newId, fix, markRead } = parts;

  async function raise(kind: "sos" | "test", how: { silent: boolean; drill: boolean }): Answer<{ alertId: string }> {
    const circle = await view.mine();
    if (circle === undefined || circle.contacts.length === 0) return failed("no-circle", "never");
    const identifier = `${kind}-${newId()}`;
    const wish = { identifier, athlete: circle.me, name: circle.name, language: parts.language(), sentMs: now() };
    const place = fix();
    const message = kind === "test" ? testAlert(wish) : sosAlert({ ...wish, fix: place, ...how });
    const said = await say(outbox, circle.room, message, {
      mentions: kind === "test" ? circle.contacts : circle.firstTier,
      bell: kind === "sos",
    });
    if (!said.ok) return said;
    if (kind === "sos") {
      if (!isFresh(place, now())) await latePlace.expect(identifier);
      await nextTiers.begin(message);
      void nextTiers.look().catch(() => undefined);
    }
    return ok({ alertId: identifier });
  }

  return {
    raiseSos: (how) => raise("sos", how),
    sendTestAlert: () => raise("test", { silent: true, drill: false }),
    async acknowledgeAlert({ alertId }) {
      const alert = await view.alert(alertId);
      if (alert?.mine !== false || alert.eventId === undefined) return failed("not-found", "never");
      const { room, block, eventId } = alert;
      const { me, name, athlete, athleteName } = await view.circle(room);
      const identifier = `${alertId}.ack.${newId()}`;
      const language = parts.language();
      const answer = { identifier, sender: me, name, athleteName, language, sentMs: now(), of: block };
      return say(outbox, room, acknowledgement(answer), { mentions: [athlete], target: eventId, bell: false });
    },
    async hearAllClear({ alertId }) {
      const found = await view.alert(alertId);
      // A receipt is what says it: on every device of mine, and to the athlete.
      return found?.endedBy === undefined ? failed("not-found", "never") : markRead(found.room, found.endedBy);
    },
    async exportAlert({ alertId }) {
      const alert = await view.alert(alertId);
      if (alert === undefined) return failed("not-found", "never");
      const { capXml } = await import("@paceline/domain/cap");
      const xml = capXml(alert.shown, alert.room);
      return xml.ok
        ? ok({ name: `${alertId}.xml`, xml: xml.value })
        : failed("unsupported", "never", xml.failure.cause);
    },
    async cancelAlert({ alertId, code }) {
      const alert = await view.alert(alertId);
      if (alert?.mine !== true) return failed("not-found", "never");
      const { room, block, answered } = alert;
      const target = alert.eventId ?? (await alertTxnId(alertId));
      const { me, name, contacts } = await view.circle(room);
      const meaning = block.status === "Actual" ? await codes.meaning(code) : "code";
      if (meaning === "neither") return failed("wrong-code", "never");
      const language = parts.language();
      if (meaning === "duress") {
        const forced = { identifier: `${alertId}.forced`, athlete: me, name, language, sentMs: now(), fix: fix() };
        return say(outbox, room, duressUpdate({ ...forced, of: block }), {
          mentions: contacts,
          target,
          bell: true,
        });
      }
      const identifier = `${alertId}.clear`;
      const clear = { identifier, sender: me, name, language, sentMs: now(), of: block, falseAlarm: !answered };
      const bell = block.status !== "Test";
      return say(outbox, room, allClear(clear), { mentions: contacts, target, bell });
    },
  };
}

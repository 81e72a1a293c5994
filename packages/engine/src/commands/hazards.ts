import { hazardCleared, hazardProblem, hazardReport } from "@paceline/domain/safety";
import { failed, ok } from "@paceline/protocol";
import type { EventId, Language, UserId } from "@paceline/protocol";
import type { HazardBook } from "../hazards/book.ts";
import { mayClearIn, standingHazards } from "../hazards/standing.ts";
import type { Standing } from "../hazards/standing.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import { nameIn } from "../projection/people.ts";
import type { Projection } from "../projection/projection.ts";
import { isCircle } from "../safety/circles.ts";
import { dayAndClockIn } from "../safety/clock.ts";
import { contentOf } from "../safety/say.ts";
import type { Handlers } from "./handlers.ts";

export type HazardCommand = "reportHazard" | "clearHazard" | "exportHazard";

export type HazardParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly book: HazardBook;
  readonly me: UserId;
  /** ms by the homeserver's clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /** In which this person writes. */
  readonly language: Language;
};

/** Commands about hazards. They only write to the outbox, so they work on the road without a network. */
export function hazardHandlers(parts: HazardParts): Handlers<HazardCommand> {
  const { projection, outbox, book, me, now, newId, language } = parts;

  const known = async (id: EventId): Promise<Standing | undefined> =>
    (await standingHazards(projection, book, now())).find(({ hazard }) => hazard.eventId === id);

  return {
    async reportHazard({ roomId, ...wish }) {
      const sentMs = now();
      const problem = hazardProblem(wish, sentMs);
      if (problem !== undefined) return failed("invalid-input", "never", problem);
      const state = await projection.state(roomId);
      if (projection.rooms.get(roomId)?.membership !== "join") return failed("not-found", "never");
      if (isCircle(state)) return failed("invalid-input", "never", "a circle hears of alerts, not of hazards");
      const identifier = `hazard-${newId()}`;
      const by = { identifier, reporter: me, name: nameIn(state, me), language, sentMs };
      const message = hazardReport({ ...wish, ...by, clock: dayAndClockIn(language) });
      const said = await outbox.enqueue({
        is: "event",
        roomId,
        type: "m.room.message",
        content: contentOf(message, { mentions: [] }),
      });
      return said.ok ? ok({ txnId: said.value }) : said;
    },
    async clearHazard({ hazardId }) {
      const found = await known(hazardId);
      if (found === undefined) return failed("not-found", "never");
      const { room, state, hazard } = found;
      if (hazard.reporter !== me && !mayClearIn(state)(me)) return failed("forbidden", "never");
      const name = nameIn(state, me);
      const by = { identifier: `hazard-${newId()}`, sender: me, name, language, sentMs: now() };
      const content = contentOf(hazardCleared(hazard.block, by), { mentions: [], target: hazardId });
      const said = await outbox.enqueue({ is: "event", roomId: room, type: "m.room.message", content });
      return said.ok ? ok(null) : said;
    },
    async exportHazard({ hazardId }) {
      const found = await known(hazardId);
      if (found === undefined) return failed("not-found", "never");
      const { block } = found.hazard;
      const { capXml } = await import("@paceline/domain/cap");
      const xml = capXml(block, found.room);
      return xml.ok
        ? ok({ name: `${block.identifier}.xml`, xml: xml.value })
        : failed("unsupported", "never", xml.failure.cause);
    },
  };
}

import { badJson, forbidden, tooLarge } from "./errors.ts";
import { relationOf, textOf, type NewEvent } from "./event.ts";
import { MatrixError } from "./errors.ts";
import { checkPowerLevels, levelFor, levelOf, levelToSend } from "./power-levels.ts";
import type { Room } from "./room.ts";

/** A PDU is limited to 65,536 bytes; hashes, signatures and references of a real one take about this much of it. */
const MAX_EVENT_BYTES = 65_536;
const OTHER_PDU_BYTES = 700;
const MAX_ID_BYTES = 255;

/** Throws when the event is malformed, too large or not allowed. Memberships have rules of their own. */
export function checkEvent(room: Room, event: NewEvent): void {
  checkSize(event);
  checkTexts(event);
  if (room.membership(event.sender) !== "join") throw forbidden(`User ${event.sender} not in room ${room.id}`);
  const isState = event.state_key !== undefined;
  const own = levelOf(room, event.sender);
  const needed = levelToSend(room, event.type, isState);
  if (own < needed)
    throw forbidden(`You don't have permission to post that to the room. user_level (${own}) < send_level (${needed})`);
  if (event.state_key?.startsWith("@") && event.state_key !== event.sender) {
    throw forbidden("You are not allowed to set others state");
  }
  if (isState && event.type === "m.room.power_levels") checkPowerLevels(room, event.sender, event.content);
  if (event.type === "m.room.redaction") checkRedaction(room, event, own);
  if (event.type === "m.reaction") checkReaction(room, event);
}

/** Contents that Synapse looks into before it sends them for a client. */
const NEEDED_TEXTS: Readonly<Record<string, readonly string[]>> = {
  "m.room.message": ["body", "msgtype"],
  "m.room.topic": ["topic"],
  "m.room.name": ["name"],
};

function checkTexts(event: NewEvent): void {
  for (const key of NEEDED_TEXTS[event.type] ?? []) {
    if (!(key in event.content)) throw new MatrixError(400, "M_UNKNOWN", `'${key}' not in content`);
    if (typeof event.content[key] !== "string") throw new MatrixError(400, "M_UNKNOWN", `'${key}' not a string type`);
  }
}

function checkSize(event: NewEvent): void {
  if (byteLength(event.type) > MAX_ID_BYTES) throw tooLarge("'type' too large");
  if (byteLength(event.state_key ?? "") > MAX_ID_BYTES) throw tooLarge("'state_key' too large");
  if (hasFraction(event.content)) throw badJson("Bad JSON value: float");
  if (byteLength(JSON.stringify(event)) + OTHER_PDU_BYTES > MAX_EVENT_BYTES) throw tooLarge("event too large");
}

const byteLength = (text: string): number => Buffer.byteLength(text, "utf8");

/** Canonical JSON has no floats and no integers beyond 2^53. */
function hasFraction(value: unknown): boolean {
  if (typeof value === "number") return !Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.some(hasFraction);
  return typeof value === "object" && value !== null && Object.values(value).some(hasFraction);
}

function checkRedaction(room: Room, event: NewEvent, own: number): void {
  const target = room.event(textOf(event.content["redacts"]) ?? "");
  if (target === undefined) throw new MatrixError(404, "M_NOT_FOUND", "Could not find event");
  if (target.type === "m.room.create") throw forbidden("Redacting create events is not permitted");
  if (target.sender !== event.sender && own < levelFor(room, "redact")) {
    throw forbidden("You don't have permission to redact events");
  }
}

/** One person reacts with one key once. */
function checkReaction(room: Room, event: NewEvent): void {
  const relation = relationOf(event);
  const target = textOf(relation["event_id"]);
  if (target === undefined || relation["rel_type"] !== "m.annotation") return;
  const again = room
    .relations(target)
    .some(
      (other) =>
        other.type === "m.reaction" && other.sender === event.sender && relationOf(other)["key"] === relation["key"],
    );
  if (again) throw new MatrixError(400, "M_DUPLICATE_ANNOTATION", "Can't send same reaction twice");
}

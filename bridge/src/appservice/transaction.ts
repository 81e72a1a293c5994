/** A client event as Synapse pushes it (spec, "Client event format"); `state_key` only on state events. */
export type MatrixEvent = {
  readonly event_id: string;
  readonly room_id: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly state_key?: string;
  readonly redacts?: string;
};

/** One entry of `events`: an event, or something that is none and is set aside. */
export type Entry =
  | { readonly is: "event"; readonly event: MatrixEvent }
  | { readonly is: "broken"; readonly raw: unknown };

export type Transaction = { readonly entries: readonly Entry[]; readonly ephemeral: readonly unknown[] };

/** Ephemeral data before it became stable in Matrix 1.13 (MSC2409). */
const OLD_EPHEMERAL = "de.sorunome.msc2409.ephemeral";

/**
 * Reads the body of `PUT /_matrix/app/v1/transactions/{txnId}`; throws where it is no JSON. Synapse may send ephemeral
 * data under two keys, each whole: the stable one is taken, the old one only where there is no stable one.
 */
export const readTransaction = (body: Uint8Array): Transaction => {
  const parsed: unknown = JSON.parse(decoder.decode(body));
  const fields = isRecord(parsed) ? parsed : {};
  return {
    entries: list(fields["events"]).map(readEntry),
    ephemeral: list(fields["ephemeral"] ?? fields[OLD_EPHEMERAL]),
  };
};

const decoder = new TextDecoder();

const readEntry = (raw: unknown): Entry => (isMatrixEvent(raw) ? { is: "event", event: raw } : { is: "broken", raw });

/** By hand, since it runs for every event of every room: what is inside a content is checked where it is used. */
const isMatrixEvent = (raw: unknown): raw is MatrixEvent =>
  isRecord(raw) &&
  isText(raw["event_id"]) &&
  isText(raw["room_id"]) &&
  isText(raw["type"]) &&
  isText(raw["sender"]) &&
  Number.isSafeInteger(raw["origin_server_ts"]) &&
  isRecord(raw["content"]) &&
  (raw["state_key"] === undefined || typeof raw["state_key"] === "string");

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

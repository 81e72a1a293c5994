import type { TimerEvent } from "@paceline/domain/safety";
import type { Language, RoomId } from "@paceline/protocol";
import type { BridgeClient } from "../clubs/bridge-client.ts";

export type BridgeOrder = {
  readonly circle: RoomId;
  /** In which the bridge's line is to be, should it come to that. */
  readonly language: Language;
  readonly seq: number;
  readonly alertAtMs: number;
};

/** The bridge's half of a timer, in the timer's own words. */
export interface SafetyBridge {
  put(id: string, order: BridgeOrder): Promise<TimerEvent>;
  end(id: string): Promise<TimerEvent>;
}

/** `bridge`: `undefined` where the homeserver names none. */
export const safetyBridge = (bridge: () => BridgeClient | undefined): SafetyBridge => ({
  async put(id, { circle, language, seq, alertAtMs }) {
    const client = bridge();
    if (client === undefined) return { is: "bridge-refused", seq, why: "no-bridge" };
    // Whole seconds, and none too early.
    const alert_at = `${new Date(Math.ceil(alertAtMs / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
    const answer = await client.putTimer(id, { circle_id: circle, alert_at, seq, language });
    if (answer.ok) {
      const { state, alert_at: until, stored_at: at, ways_out: reach } = answer.value;
      return { is: "bridge-stored", seq, untilMs: Date.parse(until), atMs: Date.parse(at), state, reach };
    }
    const { code, retry } = answer.failure;
    if (retry !== "never") return { is: "bridge-lost", seq };
    return { is: "bridge-refused", seq, why: code === "forbidden" || code === "not-found" ? "no-bot" : "refused" };
  },
  async end(id) {
    const answer = await bridge()?.endTimer(id);
    return answer === undefined || answer.ok || answer.failure.retry === "never"
      ? { is: "bridge-ended" }
      : { is: "bridge-end-lost" };
  },
});

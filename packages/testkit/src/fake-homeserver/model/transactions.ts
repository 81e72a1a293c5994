import type { Requester } from "./accounts.ts";

/**
 * Idempotency of PUT with a transaction id, in Synapse's two layers: a memory of answers by path, for a device or for a whole
 * appservice (two ghosts with one id in one room collapse), lost at a restart; and the lasting one by room, device and id.
 */
export class Transactions {
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly events = new Map<string, string>();

  async once<T>(who: Requester, pathname: string, work: () => T | Promise<T>): Promise<T> {
    const name = `${who.appservice?.id ?? `${who.userId} ${who.deviceId ?? ""}`} ${pathname}`;
    const before = this.answers.get(name);
    if (before !== undefined) return before as Promise<T>;
    const answer = (async () => work())();
    this.answers.set(name, answer);
    try {
      return await answer;
    } catch (error) {
      this.answers.delete(name); // a refused request may be tried again
      throw error;
    }
  }

  eventOf(roomId: string, who: Requester, id: string): string | undefined {
    return who.deviceId === undefined ? undefined : this.events.get(`${roomId} ${who.userId} ${who.deviceId} ${id}`);
  }

  remember(roomId: string, who: Requester, id: string, eventId: string): void {
    if (who.deviceId !== undefined) this.events.set(`${roomId} ${who.userId} ${who.deviceId} ${id}`, eventId);
  }

  restart(): void {
    this.answers.clear();
  }
}

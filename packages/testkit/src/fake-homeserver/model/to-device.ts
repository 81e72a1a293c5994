import type { Accounts } from "./accounts.ts";
import { objectOf, type Content } from "./event.ts";
import type { Stream } from "./stream.ts";

type Message = {
  readonly position: number;
  readonly event: { readonly type: string; readonly sender: string; readonly content: Content };
};
const MESSAGES_PER_SYNC = 100;

/** Messages between devices, kept until a sync acknowledges them. */
export class ToDevice {
  private readonly queues = new Map<string, Message[]>();
  private readonly accounts: Accounts;
  private readonly stream: Stream;

  constructor(accounts: Accounts, stream: Stream) {
    this.accounts = accounts;
    this.stream = stream;
  }

  /** `messages`: user → device or `*` → content. Unknown devices are skipped, as in Synapse. */
  send(sender: string, type: string, messages: Content): void {
    for (const [userId, byDevice] of Object.entries(messages)) {
      for (const [device, content] of Object.entries(objectOf(byDevice))) {
        const known = [...(this.accounts.users.get(userId)?.devices.keys() ?? [])];
        for (const deviceId of device === "*" ? known : known.filter((id) => id === device)) {
          this.push(userId, deviceId, { type, sender, content: objectOf(content) });
        }
      }
    }
  }

  /** What came after `since`. `upTo` is the position that acknowledges exactly these. */
  deliver(
    userId: string,
    deviceId: string,
    since: number,
  ): { readonly events: readonly Message["event"][]; readonly more: boolean; readonly upTo: number } {
    const name = `${userId} ${deviceId}`;
    const kept = (this.queues.get(name) ?? []).filter((message) => message.position > since);
    this.queues.set(name, kept);
    const page = kept.slice(0, MESSAGES_PER_SYNC);
    return {
      events: page.map((message) => message.event),
      more: kept.length > page.length,
      upTo: page.at(-1)?.position ?? since,
    };
  }

  forget(userId: string, deviceId: string): void {
    this.queues.delete(`${userId} ${deviceId}`);
  }

  private push(userId: string, deviceId: string, event: Message["event"]): void {
    const name = `${userId} ${deviceId}`;
    const queue = this.queues.get(name) ?? [];
    queue.push({ position: this.stream.next(), event });
    this.queues.set(name, queue);
    this.stream.wake(userId);
  }
}

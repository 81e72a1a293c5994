import type { Content } from "./event.ts";
import type { Stream } from "./stream.ts";

type Entry = { readonly type: string; readonly content: Content; readonly position: number };
export type AccountDataEvent = { readonly type: string; readonly content: Content };

/** Account data of users, also per room (tags, read markers). */
export class AccountData {
  private readonly entries = new Map<string, Map<string, Entry>>();
  private readonly lastOf = new Map<string, number>();
  private readonly stream: Stream;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  set(userId: string, roomId: string | undefined, type: string, content: Content): void {
    const name = scope(userId, roomId);
    const ofScope = this.entries.get(name) ?? new Map<string, Entry>();
    const position = this.stream.next();
    this.entries.set(name, ofScope.set(type, { type, content, position }));
    this.lastOf.set(userId, position);
    this.stream.wake(userId);
  }

  get(userId: string, roomId: string | undefined, type: string): Content | undefined {
    return this.entries.get(scope(userId, roomId))?.get(type)?.content;
  }

  /** Whether anything of that user changed, in whichever room. */
  changedSince(userId: string, position: number): boolean {
    return (this.lastOf.get(userId) ?? 0) > position;
  }

  since(userId: string, roomId: string | undefined, position: number): readonly AccountDataEvent[] {
    const ofScope = this.entries.get(scope(userId, roomId));
    if (ofScope === undefined) return [];
    return [...ofScope.values()]
      .filter((entry) => entry.position > position)
      .map(({ type, content }) => ({ type, content }));
  }
}

const scope = (userId: string, roomId: string | undefined): string => `${userId} ${roomId ?? ""}`;

import { path } from "@paceline/testkit/plain-client";
import type { PlainClient, RawEvent } from "@paceline/testkit/plain-client";

type Kept = { readonly eventId: string; readonly sender: string; readonly text: string };

type History = {
  /** Texts in the order of the room. */
  readonly kept: readonly Kept[];
  /** How many events the plain client cannot read, and how many of them because another one used the same message key. */
  readonly unreadable: number;
  readonly reused: number;
};

type Verdict = {
  /** Texts that had been shown as written. */
  readonly written: number;
  /** Events in the room that carry a text. */
  readonly kept: number;
  /** Shown as written, and not in the room. */
  readonly lost: number;
  /** In the room more than once. */
  readonly doubled: number;
  /** Before something of the same person that was written earlier. */
  readonly outOfOrder: number;
} & Pick<History, "unreadable" | "reused">;

/** Knows every text that people wrote into one room, and holds the room against it. */
export class Oracle {
  readonly room: string;
  private readonly name: string;
  private next = 1;
  /** Texts in the order of the room, as `judge` found them. */
  kept: readonly string[] = [];
  private readonly byPerson = new Map<string, { readonly text: string; shown: boolean }[]>();

  /** `name` tells texts of this room from those of others. */
  constructor(name: string, room: string) {
    this.name = name;
    this.room = room;
  }

  /** A text that was never used; whoever writes it may be killed before it is written. */
  begin(userId: string): string {
    const text = `${this.name} ${this.next++}.`;
    const mine = this.byPerson.get(userId) ?? [];
    mine.push({ text, shown: false });
    this.byPerson.set(userId, mine);
    return text;
  }

  /** From now on the text must never be lost: the page has shown it. */
  shown(userId: string, text: string): void {
    const entry = this.byPerson.get(userId)?.find((one) => one.text === text);
    if (entry === undefined) throw new Error(`“${text}” was never begun`);
    entry.shown = true;
  }

  /** What a person saw written last. */
  lastOf(userId: string): string | undefined {
    return this.byPerson.get(userId)?.findLast((one) => one.shown)?.text;
  }

  /** Everything that was shown as written. */
  get texts(): readonly string[] {
    return [...this.byPerson.values()].flatMap((mine) => mine.filter((one) => one.shown).map((one) => one.text));
  }

  /** Holds what people wrote against the whole room. */
  judge({ kept, unreadable, reused }: History): Verdict {
    const ours = kept.filter(({ text }) => text.startsWith(`${this.name} `));
    this.kept = ours.map(({ text }) => text);
    const times = new Map<string, number>();
    for (const { text } of ours) times.set(text, (times.get(text) ?? 0) + 1);
    return {
      written: this.texts.length,
      kept: ours.length,
      lost: this.texts.filter((text) => !times.has(text)).length,
      doubled: [...times.values()].filter((count) => count > 1).length,
      outOfOrder: [...this.byPerson].reduce((sum, [userId, mine]) => {
        const order = new Map(mine.map(({ text }, place) => [text, place]));
        const places = ours.filter(({ sender }) => sender === userId).map(({ text }) => order.get(text) ?? -1);
        return sum + places.filter((place, at) => place <= (places[at - 1] ?? -1)).length;
      }, 0),
      unreadable,
      reused,
    };
  }
}

/** The whole room as the homeserver keeps it, decrypted by the plain client. */
export async function history(client: PlainClient, roomId: string): Promise<History> {
  const { encryption } = client.session;
  if (encryption === undefined) throw new Error("the plain client was signed in without encryption");
  const kept: Kept[] = [];
  const reasons: string[] = [];
  let from: string | undefined;
  do {
    const page: { readonly chunk: readonly RawEvent[]; readonly end?: string } = await client.http.request(
      "GET",
      path`/rooms/${roomId}/messages`,
      { query: { dir: "f", limit: 500, from } },
    );
    for (const event of page.chunk) {
      if (event.type !== "m.room.encrypted") continue;
      const opened = encryption.decrypt(roomId, event);
      if (!opened.readable) reasons.push(opened.reason);
      else if (opened.type === "m.room.message")
        kept.push({ eventId: event.event_id, sender: event.sender, text: String(opened.content["body"]) });
    }
    from = page.end;
  } while (from !== undefined);
  return { kept, unreadable: reasons.length, reused: reasons.filter((reason) => reason === "replay").length };
}

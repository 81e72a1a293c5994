import type { PlainClient, Room } from "@paceline/testkit/plain-client";

const CHANNEL = "club.paceline.channel";

/** What somebody does on another Matrix client, in the words of that client: invitations, rooms, messages, reactions. */
export class PlainRider {
  readonly client: PlainClient;

  constructor(client: PlainClient) {
    this.client = client;
  }

  /** Accepts invitations until `count` rooms are joined. */
  async joinInvited(count: number): Promise<void> {
    await this.client.until(
      () => this.rooms("invite").length + this.rooms("join").length >= count,
      `${count} invitations`,
    );
    for (const { id } of this.rooms("invite")) await this.client.join(id);
    await this.client.until(() => this.rooms("join").length >= count, `${count} joined rooms`);
  }

  /** The room of a club's channel. */
  async channel(kind: string): Promise<string> {
    const room = await this.client.until(
      () => this.rooms("join").find((one) => one.state(CHANNEL)?.content["kind"] === kind),
      `a channel for ${kind}`,
    );
    return room.id;
  }

  /** Waits for a message whose body holds `words`. */
  async reads(roomId: string, words: string): Promise<{ readonly eventId: string; readonly body: string }> {
    return this.client.until(() => this.client.messages(roomId).find(({ body }) => body.includes(words)), `“${words}”`);
  }

  private rooms(membership: Room["membership"]): Room[] {
    return [...this.client.session.known.rooms.values()].filter((room) => room.membership === membership);
  }
}

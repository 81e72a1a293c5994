import type { Accounts } from "./accounts.ts";
import { forbidden, MatrixError, notFound } from "./errors.ts";
import type { Settings } from "./options.ts";

/** Aliases and the list of published rooms. */
export class Directory {
  readonly aliases = new Map<string, string>();
  readonly published = new Set<string>();
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** Answers the alias when that user may take it. */
  checkAlias(alias: string, userId: string, accounts: Accounts): string {
    if (this.aliases.has(alias)) throw new MatrixError(400, "M_ROOM_IN_USE", "Room alias already taken");
    const owner = this.settings.appservices.find((appservice) =>
      (appservice.namespaces.aliases ?? []).some(
        ({ regex, exclusive }) => exclusive && new RegExp(`^(?:${regex})`).test(alias),
      ),
    );
    const own =
      owner === undefined || accounts.idOf(owner.sender_localpart) === userId || accounts.ownerOf(userId) === owner;
    if (!own) throw new MatrixError(400, "M_EXCLUSIVE", "This alias is reserved by an application service.");
    return alias;
  }

  resolve(roomIdOrAlias: string): string {
    if (!roomIdOrAlias.startsWith("#")) return roomIdOrAlias;
    const found = this.aliases.get(roomIdOrAlias);
    if (found === undefined) throw notFound(`Room alias ${roomIdOrAlias} not found`);
    return found;
  }

  /** Whether the room is in the list now; Synapse's createRoom goes on without a word when it may not be. */
  publish(roomId: string, userId: string): boolean {
    if (!this.settings.mayPublish(userId)) return false;
    this.published.add(roomId);
    return true;
  }

  /** As `PUT /directory/list/room`, which does say no. */
  setPublished(roomId: string, userId: string, visible: boolean): void {
    if (visible && !this.publish(roomId, userId)) throw forbidden("Not allowed to publish room");
    if (!visible) this.published.delete(roomId);
  }
}

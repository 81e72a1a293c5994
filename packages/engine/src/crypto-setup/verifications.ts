import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { VerificationRequest } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { MatrixClient } from "matrix-js-sdk";
import { failed, ok } from "@paceline/protocol";
import type { DeviceId, RoomId, UserId } from "@paceline/protocol";
import type { Person, VerificationRow } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { failureOf } from "../matrix/failures.ts";
import { cryptoOf, isCrossSigned } from "./evidence.ts";
import type { PeopleToVerify } from "./people-to-verify.ts";
import { offersOf } from "./verification-methods.ts";
import { Verification } from "./verification.ts";

export type VerificationsParts = {
  readonly client: MatrixClient;
  readonly nameOf: (device: string | undefined) => string;
  readonly people: PeopleToVerify;
  readonly onRows: (rows: readonly VerificationRow[]) => void;
  /** One ended, well or not. */
  readonly onOver: () => void;
};

/** Verifications with own devices and with other people that are under way, and those that ended and were not dismissed yet. */
export class Verifications {
  readonly #parts: VerificationsParts;
  readonly #all = new Map<string, Verification>();
  readonly #told = new Set<string>();
  readonly #offer: (camera: boolean) => void;

  constructor(parts: VerificationsParts) {
    this.#parts = parts;
    this.#offer = offersOf(parts.client);
    parts.client.on(CryptoEvent.VerificationRequestReceived, this.#incoming);
    const me = parts.client.getSafeUserId();
    for (const request of cryptoOf(parts.client).getVerificationRequestsToDeviceInProgress(me)) this.#incoming(request);
  }

  /** With one device, or with whichever answers first. Earlier ones of ours end. */
  start(device: DeviceId | undefined, camera = false): Answer<{ verificationId: string }> {
    return this.#try(async () => {
      await this.#endMine();
      this.#offer(camera);
      const crypto = cryptoOf(this.#parts.client);
      const request =
        device === undefined
          ? await crypto.requestOwnUserVerification()
          : await crypto.requestDeviceVerification(this.#parts.client.getSafeUserId(), device);
      return ok({ verificationId: this.#follow(request, camera).id });
    });
  }

  /** With another person, in a room of both. */
  startWith(user: UserId, camera = false): Answer<{ verificationId: string }> {
    return this.#try(async () => {
      const { client, people } = this.#parts;
      if (!(await isCrossSigned(client))) return failed("encryption-locked", "never");
      const room = await people.roomFor(user);
      if (!room.ok) return room;
      await this.#endMine();
      this.#offer(camera);
      const request = await cryptoOf(client).requestVerificationDM(user, room.value);
      return ok({ verificationId: this.#follow(request, camera, await people.personIn(room.value, user)).id });
    });
  }

  accept = (id: string, camera = false): Answer<null> =>
    this.#with(id, async (verification) => {
      this.#offer(camera);
      await verification.accept(camera);
      return ok(null);
    });

  compareEmoji = (id: string): Answer<null> =>
    this.#with(id, async (verification) =>
      (await verification.compareEmoji()) ? ok(null) : failed("invalid-input", "never", "not to be chosen"),
    );

  scan = (id: string, code: Uint8Array): Answer<null> => this.#with(id, (verification) => verification.scan(code));

  confirm = (id: string, match: boolean): Answer<null> =>
    this.#with(id, async (verification) =>
      (await verification.confirm(match)) ? ok(null) : failed("invalid-input", "never", "nothing to compare"),
    );

  /** Ends it, or takes an ended one off the list. */
  cancel = (id: string): Answer<null> =>
    this.#with(id, async (verification) => {
      if (verification.over) await this.#end(verification);
      else await verification.cancel();
      return ok(null);
    });

  stop(): void {
    this.#parts.client.off(CryptoEvent.VerificationRequestReceived, this.#incoming);
    for (const verification of this.#all.values()) verification.forget();
    this.#all.clear();
  }

  readonly #incoming = (request: VerificationRequest): void => {
    if (!request.pending) return;
    if (request.isSelfVerification) this.#follow(request, false);
    else void this.#incomingFrom(request.otherUserId as UserId, request).catch(() => undefined);
  };

  /** From others only where we talk to each other: a dialog of a stranger in a big room would be a nuisance. */
  async #incomingFrom(user: UserId, request: VerificationRequest): Promise<void> {
    const person = await this.#parts.people.personIn(request.roomId as RoomId, user);
    if (person !== undefined) this.#follow(request, false, person);
  }

  #follow(request: VerificationRequest, camera: boolean, person?: Person): Verification {
    const known = this.#all.get(request.transactionId ?? "");
    if (known !== undefined) return known;
    const verification = new Verification(request, camera, { nameOf: this.#parts.nameOf, person }, () => this.#tell());
    this.#all.set(verification.id, verification);
    this.#tell();
    return verification;
  }

  async #endMine(): Promise<void> {
    await Promise.all([...this.#all.values()].filter(({ row }) => !row.incoming).map((old) => this.#end(old)));
  }

  async #end(verification: Verification): Promise<void> {
    await verification.cancel();
    verification.forget();
    this.#all.delete(verification.id);
    this.#tell();
  }

  #with<T>(id: string, work: (verification: Verification) => Answer<T>): Answer<T> {
    const verification = this.#all.get(id);
    if (verification === undefined) return Promise.resolve(failed("not-found", "never"));
    return this.#try(() => work(verification));
  }

  async #try<T>(work: () => Answer<T>): Answer<T> {
    try {
      return await work();
    } catch (error) {
      return failureOf(error);
    }
  }

  #tell(): void {
    const all = [...this.#all.values()];
    this.#parts.onRows(all.filter(({ elsewhere }) => !elsewhere).map(({ row }) => row));
    for (const { id } of all.filter(({ over }) => over)) {
      if (this.#told.has(id)) continue;
      this.#told.add(id);
      this.#parts.onOver();
    }
  }
}

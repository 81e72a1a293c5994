import {
  VerificationPhase,
  VerificationRequestEvent,
  VerifierEvent,
} from "matrix-js-sdk/lib/crypto-api/verification.js";
import type { ShowSasCallbacks, VerificationRequest, Verifier } from "matrix-js-sdk/lib/crypto-api/verification.js";
import { deviceId, failed } from "@paceline/protocol";
import type { Person, VerificationRow } from "@paceline/protocol/port";

/** The one method people compare by eye (spec, "Short Authentication String (SAS) verification"). */
const SAS = "m.sas.v1";

/** What people call the other side: a device of this account by its name, or another person. */
export type OtherSide = {
  readonly nameOf: (device: string | undefined) => string;
  readonly person?: Person | undefined;
};

/**
 * One verification by emoji, with another device of this account or with another person. Whoever asked begins the comparison; the keys are exchanged by the SDK and
 * this follows.
 */
export class Verification {
  readonly id: string;
  readonly #request: VerificationRequest;
  readonly #other: OtherSide;
  readonly #changed: () => void;
  #verifier: Verifier | undefined;
  #sas: ShowSasCallbacks | undefined;
  #confirmed = false;
  #starting = false;
  #cancelledHere = false;

  constructor(request: VerificationRequest, other: OtherSide, changed: () => void) {
    if (request.transactionId === undefined) throw new Error("a verification without its id");
    this.id = request.transactionId;
    this.#request = request;
    this.#other = other;
    this.#changed = changed;
    request.on(VerificationRequestEvent.Change, this.#follow);
    this.#follow();
  }

  get over(): boolean {
    return this.#request.phase === VerificationPhase.Done || this.#request.phase === VerificationPhase.Cancelled;
  }

  /** Another device of mine took the request; it is no concern of this one any more (`m.accepted`). */
  get elsewhere(): boolean {
    return this.#request.cancellationCode === "m.accepted";
  }

  get row(): VerificationRow {
    const device = this.#request.otherDeviceId;
    const { nameOf, person } = this.#other;
    return {
      id: this.id,
      incoming: !this.#request.initiatedByMe,
      deviceName: person === undefined ? nameOf(device) : "",
      phase: this.#phase(),
      ...(person === undefined ? {} : { person }),
      ...(device === undefined ? {} : { deviceId: deviceId(device) }),
    };
  }

  /** Rejects as the SDK does. */
  accept = (): Promise<void> => this.#request.accept();

  /** False while there is nothing to compare. */
  async confirm(match: boolean): Promise<boolean> {
    const sas = this.#sas;
    if (sas === undefined || this.over) return false;
    this.#confirmed = match;
    this.#changed();
    if (match) await sas.confirm();
    else {
      this.#cancelledHere = true;
      sas.mismatch();
    }
    return true;
  }

  async cancel(): Promise<void> {
    if (this.over) return;
    this.#cancelledHere = true;
    await this.#request.cancel();
  }

  forget(): void {
    this.#request.off(VerificationRequestEvent.Change, this.#follow);
    this.#verifier?.off(VerifierEvent.ShowSas, this.#show);
  }

  #phase(): VerificationRow["phase"] {
    const { phase } = this.#request;
    if (phase === VerificationPhase.Done) return { is: "done" };
    if (phase === VerificationPhase.Cancelled) return this.#cancelled();
    if (this.#confirmed) return { is: "confirmed" };
    const emoji = this.#sas?.sas.emoji;
    if (emoji !== undefined) return { is: "compare", emoji: emoji.map(([symbol, name]) => ({ symbol, name })) };
    const asked = !this.#request.initiatedByMe && phase === VerificationPhase.Requested && !this.#request.accepting;
    return { is: asked ? "requested" : "waiting" };
  }

  #cancelled(): VerificationRow["phase"] {
    const code = this.#request.cancellationCode ?? "m.unknown";
    // `m.user`: somebody changed their mind; everything else is a failure worth words (spec, "Error and exception handling").
    const { failure } = failed("verification-failed" as const, "never", code);
    return { is: "cancelled", byMe: this.#cancelledHere, ...(code === "m.user" ? {} : { failure }) };
  }

  readonly #follow = (): void => {
    const request = this.#request;
    if (request.phase === VerificationPhase.Ready && request.initiatedByMe && !this.#starting) {
      this.#starting = true;
      request.startVerification(SAS).then(this.#take, this.#failed);
    }
    if (request.verifier !== undefined) this.#take(request.verifier);
    this.#changed();
  };

  readonly #take = (verifier: Verifier): void => {
    if (this.#verifier === verifier) return;
    this.#verifier?.off(VerifierEvent.ShowSas, this.#show);
    this.#verifier = verifier;
    this.#sas = verifier.getShowSasCallbacks() ?? undefined;
    verifier.on(VerifierEvent.ShowSas, this.#show);
    verifier.verify().then(this.#changed, this.#failed);
  };

  readonly #show = (sas: ShowSasCallbacks): void => {
    this.#sas = sas;
    this.#changed();
  };

  /** What went wrong is in the request's cancellation; where it is not, the other side has to hear of it. */
  readonly #failed = (): void => {
    if (this.over) this.#changed();
    else this.#request.cancel().then(this.#changed, this.#changed);
  };
}

import {
  VerificationPhase,
  VerificationRequestEvent,
  VerifierEvent,
} from "matrix-js-sdk/lib/crypto-api/verification.js";
import type { ShowSasCallbacks, VerificationRequest, Verifier } from "matrix-js-sdk/lib/crypto-api/verification.js";
import { deviceId, failed, ok } from "@paceline/protocol";
import type { Person, VerificationRow } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { failureOf } from "../matrix/failures.ts";
import { flowOfCode } from "./code-flow.ts";
import { SAS, SHOW } from "./verification-methods.ts";

/** What people call the other side: a device of this account by its name, or another person. */
export type OtherSide = {
  readonly nameOf: (device: string | undefined) => string;
  readonly person?: Person | undefined;
};

type Phase = VerificationRow["phase"];

/**
 * One verification, with another device of this account or with another person. Where a code can be shown or scanned, people choose; where not, whoever asked begins
 * the comparison of emoji. The keys are exchanged by the SDK and this follows.
 */
export class Verification {
  readonly id: string;
  readonly #request: VerificationRequest;
  readonly #other: OtherSide;
  readonly #changed: () => void;
  #camera: boolean;
  #choice: Extract<Phase, { is: "choose" }> | undefined;
  #verifier: Verifier | undefined;
  #sas: ShowSasCallbacks | undefined;
  #confirmed = false;
  #ready = false;
  #chosen = false;
  #cancelledHere = false;
  #foreignKeys = false;

  /** `camera`: this device offered to scan. */
  constructor(request: VerificationRequest, camera: boolean, other: OtherSide, changed: () => void) {
    if (request.transactionId === undefined) throw new Error("a verification without its id");
    this.id = request.transactionId;
    this.#request = request;
    this.#camera = camera;
    this.#other = other;
    this.#changed = changed;
    request.on(VerificationRequestEvent.Change, this.#follow);
    this.#follow();
  }

  get over(): boolean {
    const { phase } = this.#request;
    return phase === VerificationPhase.Done || phase === VerificationPhase.Cancelled;
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
  accept(camera: boolean): Promise<void> {
    this.#camera = camera;
    return this.#request.accept();
  }

  /** False where there is no choice any more. */
  async compareEmoji(): Promise<boolean> {
    if (this.#chosen || this.#request.phase !== VerificationPhase.Ready) return false;
    this.#chosen = true;
    this.#changed();
    await this.#request.startVerification(SAS).then(this.#take, this.#failed);
    return true;
  }

  /** A code of another verification leaves this one as it is; one with keys that we do not know the other side by ends it. */
  async scan(code: Uint8Array): Answer<null> {
    if (this.#chosen || this.#choice?.scan !== true || this.#request.phase !== VerificationPhase.Ready)
      return failed("invalid-input", "never", "nothing to scan");
    const flow = flowOfCode(code);
    if (flow === undefined) return failed("no-verification-code", "never");
    if (flow !== this.id) return failed("foreign-code", "never");
    this.#chosen = true;
    try {
      await this.#request.scanQRCode(new Uint8ClampedArray(code));
    } catch (error) {
      const { failure } = failureOf(error);
      // The crypto module names what it does not like with an error of its own, the network with others.
      this.#foreignKeys = failure.code === "internal";
      await this.cancel();
      return this.#foreignKeys ? failed("verification-failed", "never", "keys") : { ok: false, failure };
    }
    this.#confirmed = true;
    this.#changed();
    return ok(null);
  }

  /** False while there is nothing to confirm. */
  async confirm(match: boolean): Promise<boolean> {
    const sas = this.#sas;
    const scanned = this.#verifier?.getReciprocateQrCodeCallbacks() ?? undefined;
    if ((sas ?? scanned) === undefined || this.over) return false;
    this.#confirmed = match;
    this.#cancelledHere = !match;
    this.#changed();
    if (match) {
      scanned?.confirm();
      await sas?.confirm();
    } else {
      scanned?.cancel();
      sas?.mismatch();
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

  #phase(): Phase {
    const { phase } = this.#request;
    if (phase === VerificationPhase.Done) return { is: "done" };
    if (phase === VerificationPhase.Cancelled) return this.#cancelled();
    if (this.#confirmed) return { is: "confirmed" };
    const emoji = this.#sas?.sas.emoji;
    if (emoji !== undefined) return { is: "compare", emoji: emoji.map(([symbol, name]) => ({ symbol, name })) };
    if (this.#verifier?.getReciprocateQrCodeCallbacks()) return { is: "scanned" };
    if (this.#choice !== undefined && !this.#chosen && phase === VerificationPhase.Ready) return this.#choice;
    const asked = !this.#request.initiatedByMe && phase === VerificationPhase.Requested && !this.#request.accepting;
    return { is: asked ? "requested" : "waiting" };
  }

  #cancelled(): Phase {
    const code = this.#foreignKeys ? "m.key_mismatch" : (this.#request.cancellationCode ?? "m.unknown");
    // `m.user`: somebody changed their mind; everything else is a failure worth words (spec, "Error and exception handling").
    const { failure } = failed("verification-failed" as const, "never", code);
    return { is: "cancelled", byMe: this.#cancelledHere, ...(code === "m.user" ? {} : { failure }) };
  }

  readonly #follow = (): void => {
    const request = this.#request;
    if (request.phase === VerificationPhase.Ready && !this.#ready) {
      this.#ready = true;
      this.#offer().catch(this.#failed);
    }
    if (request.verifier !== undefined) this.#take(request.verifier);
    this.#changed();
  };

  /** The crypto module makes a code only where the other side can scan it and the keys of both are known. */
  async #offer(): Promise<void> {
    const code = await this.#request.generateQRCode();
    const scan = this.#camera && this.#request.otherPartySupportsMethod(SHOW);
    if (code !== undefined || scan) {
      this.#choice = { is: "choose", scan, ...(code === undefined ? {} : { code: new Uint8Array(code) }) };
      this.#changed();
    } else if (this.#request.initiatedByMe) await this.compareEmoji();
  }

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

import { useEveryFix } from "./whereabouts.ts";
import { useEngine } from "../engine/engine.tsx";

/** Hands every place of this device to the engine, which decides when it goes out, and to whom how exactly. */
export function TakeFixes() {
  const { port } = useEngine();
  useEveryFix((fix) => void port.command("takeFix", { fix }));
  return null;
}

import { Field } from "../../design/components/Field.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import type { useDiscovery } from "./use-discovery.ts";

/** The homeserver's name with what was found there. */
export function ServerField({
  value,
  onChange,
  discovery,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly discovery: ReturnType<typeof useDiscovery>;
}) {
  const { t } = useWords();
  const { state, found } = discovery;
  const words = (() => {
    if (state.is === "busy") return t("signin.server.checking");
    if (found !== undefined)
      return t(found.bridgeUrl === undefined ? "signin.server.found" : "signin.server.bridge", {
        server: found.serverName,
      });
    return t("signin.server.hint");
  })();
  const error = (() => {
    if (value.trim() === "") return undefined;
    if (state.is === "failed") return t(failureWords(state.failure.code));
    return found?.password === false ? t("signin.server.nopassword", { server: found.serverName }) : undefined;
  })();
  return (
    <Field
      label={t("signin.server")}
      value={value}
      onChange={onChange}
      hint={words}
      error={error}
      autoComplete="url"
      spellCheck="false"
      isRequired
    />
  );
}

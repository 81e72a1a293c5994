import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { Button } from "./Button.tsx";

const SHOWN_MS = 2_000;

/** Copies a text and says so for a moment. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      icon={copied ? <Check /> : <Copy />}
      onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(copied ? "common.copied" : "common.copy")}
    </Button>
  );
}

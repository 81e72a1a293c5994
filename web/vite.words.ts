import { compileMessage } from "@lingui/message-utils/compileMessage";
import { type Plugin, runnerImport } from "vite";

const NAME = /^virtual:words\/(en|de)$/;

/**
 * The catalogue as the page needs it: ICU messages are parsed here, at build time, so that no parser travels to the browser.
 * `virtual:words/en` is the compiled `src/words/en/index.ts`.
 */
export function compiledWords(): Plugin {
  return {
    name: "paceline:words",
    resolveId: (id) => (NAME.test(id) ? `\0${id}` : undefined),
    async load(id) {
      const language = NAME.exec(id.replace("\0", ""))?.[1];
      if (language === undefined) return undefined;
      const file = new URL(`src/words/${language}/index.ts`, import.meta.url).pathname;
      const { module, dependencies } = await runnerImport<Record<string, Record<string, string>>>(file);
      for (const source of dependencies) this.addWatchFile(source);
      const words = Object.entries(module[language] ?? {}).map(([key, text]) => [key, compileMessage(text)]);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(words)))})`;
    },
  };
}

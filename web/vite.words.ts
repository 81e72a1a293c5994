import { compileMessage } from "@lingui/message-utils/compileMessage";
import { type Plugin, runnerImport } from "vite";

const NAME = /^virtual:words\/(en|de)\/(first|later)$/;

/**
 * The catalogue as the page needs it: ICU messages are parsed here, at build time, so that no parser travels to the browser.
 * `virtual:words/en/first` is the compiled `first` of `src/words/en/index.ts`: what a start needs. `later` comes with the places that need it.
 */
export function compiledWords(): Plugin {
  return {
    name: "paceline:words",
    resolveId: (id) => (NAME.test(id) ? `\0${id}` : undefined),
    async load(id) {
      const [, language, part] = NAME.exec(id.replace("\0", "")) ?? [];
      if (language === undefined || part === undefined) return undefined;
      const file = new URL(`src/words/${language}/index.ts`, import.meta.url).pathname;
      const { module, dependencies } = await runnerImport<Record<string, Record<string, string>>>(file);
      for (const source of dependencies) this.addWatchFile(source);
      const words = Object.entries(module[part] ?? {}).map(([key, text]) => [key, compileMessage(text)]);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(words)))})`;
    },
  };
}

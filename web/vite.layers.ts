type Modules = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };
type Group = {
  readonly name: (id: string, modules: Modules) => string | null;
  readonly debugName: string;
  readonly priority: number;
};

/** One file of a build: what these modules (paths) import, directly or by way of others, without a dynamic import between. */
type Layer = { readonly name: string; readonly roots: readonly string[] };

/** Vite's way of a dynamic import. The first script needs it before the first layer is there. */
const HELPER = /^\0vite\/preload-helper/;

/** One file of all icons imports each of them, so whoever imports one would seem to need all. */
const ICON = /\/lucide-react\//;

/**
 * Groups of a build (Rolldown, `codeSplitting`), a file each. Layers are given in the order in which people come to them, so each has only what the ones before it have not;
 * what is in none is split by itself. One file is there sooner than forty small ones, out of the browser's cache too.
 */
export const layered = (layers: readonly Layer[]): Group[] => [
  { name: (id) => (HELPER.test(id) ? "helper" : null), debugName: "helper", priority: layers.length + 1 },
  ...layers.map((layer, at) => ({ name: nameOf(layer), debugName: layer.name, priority: layers.length - at })),
];

function nameOf({ name, roots }: Layer): Group["name"] {
  let found: Set<string> | undefined;
  return (id, modules) => {
    found ??= importedBy(roots, modules);
    return found.has(id) ? name : null;
  };
}

function importedBy(roots: readonly string[], modules: Modules): Set<string> {
  const found = new Set(roots);
  for (const id of found)
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) if (!ICON.test(next)) found.add(next);
  return found;
}

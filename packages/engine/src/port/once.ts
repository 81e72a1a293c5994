/** Loads a part of the engine once; what it was loaded as is there at once from then on. A load that failed is tried again by the next call. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    if (loaded !== undefined) return loaded;
    const loading = load();
    loaded = loading;
    loading.catch(() => (loaded = undefined));
    return loading;
  };
}

/** Work on the same thing one after the other, on different things at once. */
export type Lanes = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export const createLanes = (): Lanes => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (last.get(key) === settled) last.delete(key);
    }
  };
};

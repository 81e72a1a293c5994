/** Runs one named part of a start; `doing` tells in a few words what it is at. Whoever shows progress gives their own. */
export type Steps = <T>(title: string, work: (doing: (what: string) => void) => Promise<T>) => Promise<T>;

/** For callers that show nothing, such as tests. */
export const silentSteps: Steps = (_title, work) => work(() => undefined);

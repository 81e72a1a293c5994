import { useState } from "react";

/** What of the map somebody looks at, and whom they follow. */
export type Choosing = {
  readonly chosen: string | undefined;
  readonly following: string | undefined;
  /** Chooses, or lets go of what was chosen. */
  readonly choose: (id: string) => void;
  /** Keeps somebody in the middle, or stops doing so. */
  readonly follow: (id: string) => void;
  readonly leave: () => void;
};

export function useChoosing(): Choosing {
  const [chosen, setChosen] = useState<string>();
  const [following, setFollowing] = useState<string>();
  return {
    chosen,
    following,
    choose(id) {
      setFollowing(undefined);
      setChosen(chosen === id ? undefined : id);
    },
    follow: (id) => setFollowing(following === id ? undefined : id),
    leave: () => setFollowing(undefined),
  };
}

import type { UserId } from "@paceline/protocol";

/** One `m.room.member` event about a person. */
export type MembershipChange = {
  readonly sender: UserId;
  readonly membership: "invite" | "join" | "leave" | "ban" | "knock";
  /** `join_authorised_via_users_server` of a join by a restricted rule (spec, "Restricted rooms"). */
  readonly authorisedBy?: UserId | undefined;
};

/**
 * How a member came in.
 * - `invited`: by this person, who had the power to, or had not
 * - `space`: by the restricted rule, as a member of the club
 * - `open`: the room takes everybody
 * - `founder`: made the room
 * - `nobody`: into a closed room without anybody letting them in; the member list warns
 * - `unknown`: what is known of the room begins after they came
 */
export type LetIn =
  | { readonly is: "invited"; readonly by: UserId; readonly hadPower: boolean }
  | { readonly is: "space" | "open" | "founder" | "nobody" | "unknown" };

export type Entrance = {
  readonly joinRule: string;
  readonly mayInvite: (user: UserId) => boolean;
  /** The member created the room. */
  readonly founder: boolean;
  /** The history reaches back to before their join. */
  readonly complete: boolean;
};

/**
 * Who let a member in. `history`: what is known of their membership, oldest first, ending with their join. An invitation counts
 * if it led to this join, that is if they did not leave and were not banned since; a change of name or picture is a join that changes nothing.
 */
export function letIn(history: readonly MembershipChange[], room: Entrance): LetIn {
  let invitation: MembershipChange | undefined;
  let join: MembershipChange | undefined;
  for (const change of history) {
    if (change.membership === "invite") invitation = change;
    else if (change.membership === "join") join ??= change;
    else if (change.membership !== "knock") [invitation, join] = [undefined, undefined];
  }
  if (room.founder) return { is: "founder" };
  if (invitation !== undefined)
    return { is: "invited", by: invitation.sender, hadPower: room.mayInvite(invitation.sender) };
  if (join?.authorisedBy !== undefined) return { is: "space" };
  if (room.joinRule === "public") return { is: "open" };
  return { is: room.complete ? "nobody" : "unknown" };
}

/** Whether the member list warns of this person: nobody with power let them in. */
export const isUnvouched = (how: LetIn): boolean => how.is === "nobody" || (how.is === "invited" && !how.hadPower);

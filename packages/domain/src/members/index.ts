export { isUnvouched, letIn } from "./let-in.ts";
export type { Entrance, LetIn, MembershipChange } from "./let-in.ts";

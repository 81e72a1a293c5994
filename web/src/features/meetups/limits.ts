/** The protocol's `MAX_GUESTS`; repeated here because its module brings the schemas, which the page does not load. */
export const MAX_GUESTS_SHOWN = 10;

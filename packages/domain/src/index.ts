export * from "./answers/index.ts";
export * from "./clubs/index.ts";
export * from "./meetups/index.ts";
export * from "./members/index.ts";
export * from "./roles/index.ts";
export * from "./rosters/index.ts";

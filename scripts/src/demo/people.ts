export type DemoPersonPlan = { readonly localpart: string; readonly name: string };

const person = (localpart: string, name: string): DemoPersonPlan => ({ localpart, name });

export const ana = person("ana", "Ana Lind");
export const jonas = person("jonas", "Jonas Weber");
export const priya = person("priya", "Priya Shah");
export const mila = person("mila", "Mila Novak");
export const tom = person("tom", "Tom Berg");
export const lea = person("lea", "Lea Roth");
export const sam = person("sam", "Sam Ortiz");
export const nora = person("nora", "Nora Haas");
export const ben = person("ben", "Ben Okafor");
export const yuki = person("yuki", "Yuki Tanaka");
export const carl = person("carl", "Carl Lindqvist");
const ines = person("ines", "Inês Duarte");

export const everybody: readonly DemoPersonPlan[] = [
  ana,
  jonas,
  priya,
  mila,
  tom,
  lea,
  sam,
  nora,
  ben,
  yuki,
  carl,
  ines,
];

/** Members of the second club; ana belongs to both. */
export const runners: readonly DemoPersonPlan[] = [lea, ana, sam, nora, priya, yuki, ines, mila];

/** Whom the page offers for a sign-in with one click: an owner, a captain, a ride leader and a member. */
export const offered: readonly DemoPersonPlan[] = [ana, jonas, priya, mila];

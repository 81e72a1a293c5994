/** What people call their browser, for the name of the device they sign in with. */
export function browserName(userAgent: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ];
  return known.find(([sign]) => sign.test(userAgent))?.[1] ?? "Web";
}

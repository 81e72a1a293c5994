export function MeetupsPage() {
  return null;
}

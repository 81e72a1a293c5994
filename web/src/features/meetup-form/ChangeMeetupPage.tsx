export function ChangeMeetupPage() {
  return null;
}

export function MeetupPage() {
  return null;
}

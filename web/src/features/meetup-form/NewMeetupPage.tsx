export function NewMeetupPage() {
  return null;
}

export function ClubPage() {
  return null;
}

export function ClubPeoplePage() {
  return null;
}

export function NewClubPage() {
  return null;
}

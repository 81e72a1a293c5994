/** The mark: a paceline, one wheel behind the other. */
export function Logo({ size = 40 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="10" fill="#f2701f" />
      <path
        d="M8.5 27.5c5 0 5.5-15 11-15 5 0 4 11 10.500 9.200"
        fill="none"
        stroke="#fff"
        strokeWidth="3.600"
        strokeLinecap="round"
      />
      <circle cx="9.500" cy="27.300" r="2.900" fill="#fff" />
      <circle cx="30.200" cy="21.300" r="2.900" fill="#172019" />
    </svg>
  );
}

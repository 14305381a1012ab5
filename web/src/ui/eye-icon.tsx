/** Somebody has looked. Drawn, because not every desk has a font with this sign. */
export function EyeIcon() {
  return (
    <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
      <path
        d="M1 6c2-3 5-5 8-5s6 2 8 5c-2 3-5 5-8 5S3 9 1 6Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <circle cx="9" cy="6" r="2.4" fill="currentColor" />
    </svg>
  );
}

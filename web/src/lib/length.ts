/** Metres as people read them: `80 m`, `1.9 km`, `32 km`. */
export function lengthText(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`;
  const km = metres / 1000;
  return `${km < 10 ? km.toFixed(1) : Math.round(km)} km`;
}

/** How far a scale may be from the papers: the greater of the two. */
export type WeightTolerance = { kg: number; pct: number };

/** `300kg/2%`, as it is set and as it is shown beside a comparison. */
export const toleranceText = ({ kg, pct }: WeightTolerance): string => `${kg}kg/${pct}%`;

/** Null: not a tolerance. */
export function readTolerance(text: string): WeightTolerance | null {
  const match = /^(\d{1,5})kg\/(\d{1,2}(?:\.\d{1,2})?)%$/.exec(text.trim());
  return match ? { kg: Number(match[1]), pct: Number(match[2]) } : null;
}

export function isWithin(tolerance: WeightTolerance, expectedKg: number, kg: number): boolean {
  const allowed = Math.max(tolerance.kg, (expectedKg * tolerance.pct) / 100);
  return Math.abs(kg - expectedKg) <= allowed;
}

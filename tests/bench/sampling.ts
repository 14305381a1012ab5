/** The value below which a share of the samples lies; NaN of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** The usual three of a latency, in milliseconds. */
export function latencyOf(samples: readonly number[]) {
  return {
    samples: samples.length,
    p50Ms: median(samples),
    p99Ms: percentile(samples, 0.99),
    maxMs: samples.reduce((most, ms) => Math.max(most, ms), 0),
  };
}

/** The repetition whose figure is the median one: its other figures belong to it. */
export function medianBy<T>(repetitions: readonly T[], figureOf: (one: T) => number): T {
  const sorted = [...repetitions].sort((a, b) => figureOf(a) - figureOf(b));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('a median of no repetition');
  return middle;
}

/** Least-squares slope of `y` over `x`. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x0, y0] = [mean(({ x }) => x), mean(({ y }) => y)];
  const along = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  const across = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return across === 0 ? 0 : along / across;
}

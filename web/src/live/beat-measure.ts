const name = 'beat';

/**
 * Leaves what one position frame cost this page (decoding, columns, upload, whoever listens) where the
 * browser's own tools and a `PerformanceObserver` find it. Only the newest entry is kept.
 */
export function measureBeat(startedAt: number): void {
  performance.clearMeasures(name);
  performance.measure(name, { start: startedAt, end: performance.now() });
}

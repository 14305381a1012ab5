/** How many frames of one gateway ended how (`accepted`, or the reason why not). */
export type FrameCount = { gateway: string; result: string; count: number };

const line = /^ftz_device_frames_total\{([^}]*)\}\s+([0-9.e+]+)/;

/** The device counters of the product's own Prometheus text; other lines are passed over. */
export function parseFrameCounts(metrics: string): FrameCount[] {
  const counts: FrameCount[] = [];
  for (const text of metrics.split('\n')) {
    const match = line.exec(text);
    if (!match) continue;
    const labels = labelsOf(match[1] ?? '');
    counts.push({
      gateway: labels.get('gateway') ?? '?',
      result: labels.get('result') ?? '?',
      count: Number(match[2]),
    });
  }
  return counts;
}

function labelsOf(text: string): Map<string, string> {
  const pairs = text.matchAll(/(\w+)="([^"]*)"/g);
  return new Map([...pairs].map((pair) => [pair[1] ?? '', pair[2] ?? '']));
}

/** Null where the site keeps its metrics from browsers. */
export async function fetchFrameCounts(): Promise<FrameCount[] | null> {
  try {
    const response = await fetch('/metrics', { signal: AbortSignal.timeout(10_000) });
    return response.ok ? parseFrameCounts(await response.text()) : null;
  } catch {
    return null;
  }
}

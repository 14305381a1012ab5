import { takeRoundTrip } from './feed-store.ts';

const everyMs = 10_000;

/** Times a small question to the server now and then; returns the way to stop. */
export function measureRoundTrips(): () => void {
  let isStopped = false;
  const measure = async () => {
    const tookMs = await roundTripMs();
    if (tookMs !== null && !isStopped) takeRoundTrip(tookMs);
  };
  const timer = setInterval(() => void measure(), everyMs);
  void measure();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

/** Null when no answer came: a lost connection is told by the missing heartbeat, not here. */
async function roundTripMs(): Promise<number | null> {
  const startedAt = performance.now();
  try {
    const response = await fetch('/health/live', { signal: AbortSignal.timeout(everyMs) });
    return response.ok ? performance.now() - startedAt : null;
  } catch {
    return null;
  }
}

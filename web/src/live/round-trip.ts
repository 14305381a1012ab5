import { takeRoundTrip } from './feed-store.ts';

const everyMs = 10_000;

/** Times a small question to the server now and then; returns the way to stop. */
export function measureRoundTrips(): () => void {
  const timer = setInterval(() => void measure(), everyMs);
  void measure();
  return () => clearInterval(timer);
}

async function measure(): Promise<void> {
  const startedAt = performance.now();
  try {
    const response = await fetch('/health/live', { signal: AbortSignal.timeout(everyMs) });
    if (response.ok) takeRoundTrip(performance.now() - startedAt);
  } catch {
    // A lost connection is told by the missing heartbeat, not here.
  }
}

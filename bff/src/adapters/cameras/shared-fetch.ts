import type { CameraFetch } from '#domain/camera-source.ts';

export type SharedFetch = (
  key: string,
  freshForMs: number,
  load: () => Promise<CameraFetch>,
) => Promise<CameraFetch>;

type Kept = { fetched: CameraFetch & { ok: true }; staleAtMs: number };

/**
 * One upstream fetch for any number of viewers: whoever asks while a fetch is under way shares it,
 * whoever asks within `freshForMs` gets the kept answer. Keeps at most `limitBytes`, the longest
 * unused go first. Only good answers are kept; a failure is shared, never remembered.
 */
export function createSharedFetch(limitBytes: number, nowMs: () => number): SharedFetch {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<CameraFetch>>();
  let keptBytes = 0;

  function forget(key: string): void {
    keptBytes -= kept.get(key)?.fetched.bytes.byteLength ?? 0;
    kept.delete(key);
  }

  function keep(key: string, entry: Kept): void {
    forget(key);
    kept.set(key, entry);
    keptBytes += entry.fetched.bytes.byteLength;
    for (const oldest of kept.keys()) {
      if (keptBytes <= limitBytes) break;
      forget(oldest);
    }
  }

  function recall(key: string): CameraFetch | null {
    const entry = kept.get(key);
    if (entry === undefined) return null;
    forget(key);
    if (entry.staleAtMs <= nowMs()) return null;
    // A Map lists its keys in the order of insertion: putting it back makes it the youngest.
    keep(key, entry);
    return entry.fetched;
  }

  async function loadOnce(key: string, freshForMs: number, load: () => Promise<CameraFetch>) {
    try {
      const fetched = await load();
      if (fetched.ok) keep(key, { fetched, staleAtMs: nowMs() + freshForMs });
      return fetched;
    } finally {
      underWay.delete(key);
    }
  }

  return async (key, freshForMs, load) => {
    const known = recall(key);
    if (known !== null) return known;
    const running = underWay.get(key) ?? loadOnce(key, freshForMs, load);
    underWay.set(key, running);
    return running;
  };
}

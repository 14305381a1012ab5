import { createTokenBuckets } from '#domain/token-bucket.ts';

export const nonceLimits = {
  validMs: 30_000,
  mostOpen: 500,
  /** Of one address: the four of a hall, asking every few seconds, behind one proxy. */
  perAddress: { burst: 30, perSecond: 4 },
  mostAddresses: 1_000,
};

/** Questions that a screen answers with a signature: each once, and soon. */
export type WallNonces = {
  /** Null: this address asks too often. */
  give: (address: string, nowMs: number) => string | null;
  /** Whether it was given, is not too old and was not taken before. */
  take: (nonce: string, nowMs: number) => boolean;
};

export function createWallNonces(newNonce: () => string, limits = nonceLimits): WallNonces {
  const buckets = createTokenBuckets(limits.perAddress, limits.mostAddresses);
  /** The oldest first. */
  const open = new Map<string, number>();
  return {
    give: (address, nowMs) => {
      if (!buckets.take(address, nowMs)) return null;
      const nonce = newNonce();
      open.set(nonce, nowMs + limits.validMs);
      const [oldest] = open.keys();
      if (open.size > limits.mostOpen && oldest !== undefined) open.delete(oldest);
      return nonce;
    },
    take: (nonce, nowMs) => {
      const untilMs = open.get(nonce);
      open.delete(nonce);
      return untilMs !== undefined && untilMs > nowMs;
    },
  };
}

import type { BucketSize } from '#domain/token-bucket.ts';

/** Far above what a person does, far below what could hold up the others; on every channel. */
export const commandRate: BucketSize = { burst: 60, perSecond: 10 };

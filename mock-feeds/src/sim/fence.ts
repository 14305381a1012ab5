/** The zones of all perimeter panels that are in alarm, by account and zone. */
export type Fence = ReadonlySet<string>;

/** What a panel says of a zone: burglary alarm or its restore (SIA DC-03 codes). */
export type FenceCode = 'BA' | 'BR';

const zoneKey = (account: string, zone: number) => `${account}/${zone}`;

/** A zone speaks only when it changes: a second intruder on the same wire is not heard. */
export function changeFence(
  fence: Fence,
  change: { account: string; zone: number; code: FenceCode },
): { fence: Fence; changed: boolean } {
  const key = zoneKey(change.account, change.zone);
  const raise = change.code === 'BA';
  if (fence.has(key) === raise) return { fence, changed: false };
  const next = new Set(fence);
  if (raise) next.add(key);
  else next.delete(key);
  return { fence: next, changed: true };
}

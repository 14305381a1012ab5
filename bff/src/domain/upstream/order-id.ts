import type { OrderReference } from '@ftz/shared/contract/order.ts';

/**
 * A short name for an order, the same for the same message: an identifier of the centre may be longer
 * than ours, so it is hashed (FNV-1a, 64 bits). It names and proves nothing.
 */
export function orderIdOf({ sender, identifier }: OrderReference): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${sender}\n${identifier}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `O${hash.toString(36)}`;
}

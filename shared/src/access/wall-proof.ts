import type { WallKey } from '#contract/wall.ts';

/** What a screen proves, and to whom: the host as its browser sees it, the log's name, a nonce of the server's. */
export type WallClaim = { host: string; epoch: string; nonce: string; key: WallKey };

/**
 * The text that a screen signs (ECDSA P-256 with SHA-256, RFC 7518 3.4) to say who it is. Page and
 * server write it alike; a signature that was asked for by another host, or for another server, fits
 * nothing here.
 */
export function wallProofText({ host, epoch, nonce, key }: WallClaim): string {
  return ['ftz-wall/1', host, epoch, nonce, key.x, key.y].join('\n');
}

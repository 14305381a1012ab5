import { wallProofText } from '@ftz/shared/access/wall-proof.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { HeardWall, WaitingWall } from '@ftz/shared/contract/wall.ts';
import { type Answer, request } from './request.ts';
import { canHaveKey, ownKey } from './wall-key.ts';

/** `keyless`: this browser makes no key here. `unanswered`: the center could not be asked. */
export type WallStanding =
  | { state: 'let-in'; wallId: string; principal: Principal }
  | { state: 'waiting'; code: string; expiresAtMs: number }
  | { state: 'refused'; untilMs: number }
  | { state: 'too-many' }
  | { state: 'keyless' }
  | { state: 'unanswered' };

/** Proves this browser's key to the center: it is let in and gets a session, or waits under a code. */
export async function askWallStanding(): Promise<WallStanding> {
  if (!canHaveKey()) return { state: 'keyless' };
  const asked = await request<{ nonce: string; epoch: string }>('POST', '/api/walls/nonce');
  if (!asked.ok) return unheard(asked.status);
  try {
    const key = await ownKey();
    const claim = { ...asked.value, host: location.host, key: key.public };
    const proof = {
      key: key.public,
      nonce: asked.value.nonce,
      signature: await key.sign(wallProofText(claim)),
    };
    const answer = await request<WallStanding>('POST', '/api/walls/session', proof);
    return answer.ok ? answer.value : unheard(answer.status);
  } catch {
    // Storage that is refused or full: nothing that this page keeps would be found again.
    return { state: 'keyless' };
  }
}

const unheard = (status: number): WallStanding => ({
  state: status === 429 ? 'too-many' : 'unanswered',
});

/** Browsers that ask to be let in, and what the screens of the hall last said of themselves. */
export type WallDoor = { waiting: WaitingWall[]; heard: HeardWall[] };

export function fetchWalls(): Promise<Answer<WallDoor>> {
  return request('GET', '/api/walls');
}

import { type Act, mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { Wall } from '@ftz/shared/contract/wall.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { wallOfKey } from '@ftz/shared/state/wall-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

/** Which screens hang in the hall is no secret: everybody who sees any area is told. */
const told = (principal: Principal) => ({ areas: [...areaIds], actor: actorOf(principal) });

/** Lets a browser in: nobody gives a screen areas that he has not himself, or takes one that shows others. */
export function enrolWall(
  { argument }: CommandOf<'wall.enrol'>,
  principal: Principal,
  { situation, waitingWall, newId, nowMs }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'wall.enrol', null)) return no(refuse('not-permitted'));
  const { code, wallId, areas } = argument;
  const asking = waitingWall(code);
  if (!asking) return no(refuse('wall-code-unknown'));
  const before = ownOf(situation.walls, wallId);
  const concerned = [...areas, ...(before?.display?.areas ?? [])];
  if (!mayInAll(principal, 'wall.enrol', concerned)) return no(refuse('not-permitted'));
  const known = wallOfKey(situation, asking.keyId);
  if (known) return no(refuse('already-registered', known.id));
  const { keyId, key, address, browser } = asking;
  const display = { keyId, key, areas, address, browser, byName: principal.username, atMs: nowMs };
  return yes(...(before ? revokedDrafts(before, principal) : []), {
    type: 'wall.enrolled',
    ...told(principal),
    data: { wallId, accountId: newId('W'), display },
  });
}

export function refuseWall(
  { argument }: CommandOf<'wall.refuse'>,
  principal: Principal,
  { waitingWall }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'wall.refuse', null)) return no(refuse('not-permitted'));
  const asking = waitingWall(argument.code);
  if (!asking) return no(refuse('wall-code-unknown'));
  const { keyId, address, browser } = asking;
  return yes({ type: 'wall.refused', ...told(principal), data: { keyId, address, browser } });
}

export function revokeWall(
  { argument }: CommandOf<'wall.revoke'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'wall.revoke', null)) return no(refuse('not-permitted'));
  const wall = ownOf(situation.walls, argument.wallId);
  if (!wall?.display) return no(refuse('not-found'));
  if (!mayInAll(principal, 'wall.revoke', wall.display.areas)) return no(refuse('not-permitted'));
  return yes(...revokedDrafts(wall, principal));
}

function revokedDrafts({ id, display }: Wall, principal: Principal): DurableDraft[] {
  if (display === null) return [];
  const data = { wallId: id, keyId: display.keyId };
  return [{ type: 'wall.revoked', ...told(principal), data }];
}

const mayInAll = (principal: Principal, act: Act, areas: readonly AreaId[]) =>
  areas.every((area) => mayDo(principal, act, area));

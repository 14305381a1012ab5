import { isGuest } from '@ftz/shared/access/guest-sight.ts';
import { maySee } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { deletionOf } from '@ftz/shared/state/kept-evidence.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { EvidenceRecord } from '#domain/ports.ts';
import type { HttpDeps } from './http-deps.ts';

type Kept = { areas: readonly AreaId[]; incidentId: string | null };

/** Evidence is for the people of its areas, and for who is a guest of its incident now. */
export function seesEvidence(
  principal: Principal,
  { areas, incidentId }: Kept,
  { world, clock }: Pick<HttpDeps, 'world' | 'clock'>,
): boolean {
  if (maySee(principal, 'evidence.read', areas)) return true;
  if (incidentId === null) return false;
  const { situation } = world();
  const incident = ownOf(situation.incidents, goesOnAs(situation, incidentId));
  return incident !== undefined && isGuest(incident, principal.accountId, clock.nowMs());
}

/** Who had it deleted, and when, where somebody did; also while its bytes are still going. Null: it is there. */
export function wordOfDeletion(
  id: string,
  kept: Pick<EvidenceRecord, 'deletedAtMs'> | null,
  { world }: Pick<HttpDeps, 'world'>,
): string | null {
  const deletion = deletionOf(world().situation, id);
  if (deletion) return sayDeleted(deletion);
  const atMs = kept?.deletedAtMs ?? null;
  return atMs === null ? null : new Date(atMs).toISOString();
}

export const sayDeleted = ({ by, orderedAtMs }: EvidenceDeletion) =>
  `${by.join(' + ')}, ${new Date(orderedAtMs).toISOString()}`;

/** How long a browser may keep it: a guest's keeps nothing, his time ends. */
export function cacheOfEvidence({ role }: Principal): string {
  return role === 'expert' ? 'no-store' : 'private, max-age=300';
}

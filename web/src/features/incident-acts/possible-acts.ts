import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AbnormalKind } from '@ftz/shared/contract/disposition.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { mayEmergency } from '@ftz/shared/state/emergency-lifecycle.ts';
import {
  isIncidentOpen,
  mayIncident,
  refusalToUnmerge,
} from '@ftz/shared/state/incident-lifecycle.ts';
import { undoForS } from '#desk/undoable.ts';
import { serverNow } from '#live/server-clock.ts';

/** What the menu offers, in its order. The server decides; what it would refuse anyway is not shown. */
export const menuActs = [
  'claim',
  'release',
  'transfer',
  'monitor',
  'merge',
  'unmerge',
  'reopen',
  'invite',
  'uninvite',
  'write-off',
  'delete-evidence',
  'change-retention',
  'declare',
  'confirm',
  'report',
  'stand-down',
  'review',
  'drill',
] as const;
export type MenuAct = (typeof menuActs)[number];

const emergencyActs: readonly MenuAct[] = [
  'declare',
  'confirm',
  'report',
  'stand-down',
  'review',
  'drill',
];

/** What one person proposes and a second judges before it is done. */
export const actOfTwo = {
  'write-off': 'journey-written-off',
  'delete-evidence': 'evidence-deleted',
  'change-retention': 'retention-changed',
} as const satisfies Partial<Record<MenuAct, AbnormalKind>>;
type ActForTwo = keyof typeof actOfTwo;
export const isForTwo = (act: MenuAct): act is ActForTwo => act in actOfTwo;

export function commandOf(act: MenuAct): CommandName {
  if (isForTwo(act)) return 'disposition.propose';
  return `${emergencyActs.includes(act) ? 'emergency' : 'incident'}.${act}` as CommandName;
}

/** `hasJourney`: goods of this incident are still under way; `hasEvidence`: something is kept of it. */
export function possibleActs(
  incident: Incident,
  principal: Principal,
  has: { hasJourney: boolean; hasEvidence: boolean },
): MenuAct[] {
  return menuActs.filter(
    (act) =>
      mayDoInAny(principal, commandOf(act), incident.areas) &&
      (isForTwo(act) ? isThingThere(act, incident, has) : isPossible(act, incident, principal)),
  );
}

function isThingThere(
  act: ActForTwo,
  incident: Incident,
  { hasJourney, hasEvidence }: { hasJourney: boolean; hasEvidence: boolean },
): boolean {
  if (act === 'write-off') return hasJourney && isIncidentOpen(incident);
  if (incident.state !== 'closed') return false;
  return act === 'delete-evidence' ? hasEvidence : (incident.clips ?? []).length > 0;
}

function isPossible(
  act: Exclude<MenuAct, ActForTwo>,
  incident: Incident,
  { accountId, role }: Principal,
): boolean {
  const { owner, offer, guests, emergency } = incident;
  const isOwner = owner?.accountId === accountId;
  const acts = isOwner || role === 'shift-leader' || role === 'duty-chief';
  switch (act) {
    case 'claim':
      return owner === null && mayIncident(incident, 'claim');
    case 'release':
      return isOwner && mayIncident(incident, 'release');
    case 'transfer':
      return acts && owner !== null && offer === null && mayIncident(incident, 'transfer');
    case 'monitor':
      return acts && owner !== null && mayIncident(incident, 'monitor');
    case 'uninvite':
      return guests.length > 0;
    case 'unmerge':
      return (
        refusalToUnmerge(incident, accountId, { nowMs: serverNow(), withinS: undoForS }) === null
      );
    case 'merge':
    case 'reopen':
    case 'invite':
      return mayIncident(incident, act);
    case 'declare':
      return isIncidentOpen(incident) && mayEmergency(emergency, 'declare');
    case 'drill':
      return true;
    default:
      return mayEmergency(emergency, act);
  }
}

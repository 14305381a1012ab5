import type { Role } from '#contract/account.ts';
import type { Alarm, EscalationLevel } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Situation } from '#contract/situation.ts';
import { isAnnounced } from './alarm-suppression.ts';

/** Where a loudspeaker stands. */
export type Place = 'owner' | 'desk' | 'supervisor' | 'wall';

/** One desk is called first; what it does not answer reaches further and further. */
const reach: Record<Place, { afterMs: number; atLevel: EscalationLevel }> = {
  owner: { afterMs: 0, atLevel: 0 },
  desk: { afterMs: 15_000, atLevel: 1 },
  supervisor: { afterMs: 30_000, atLevel: 2 },
  wall: { afterMs: 60_000, atLevel: 3 },
};

export type Listener = {
  role: Role;
  accountId: string;
  areas: readonly AreaId[];
  /** In a flood only what is critical sounds. */
  flood: boolean;
};

/** Whether this alarm calls for this listener now. Medium and advisory ones never do. */
export function shouldSound(
  alarm: Alarm,
  listener: Listener,
  duty: Situation['duty'],
  nowMs: number,
): boolean {
  if (!isAnnounced(alarm) || alarm.severity > (listener.flood ? 1 : 2)) return false;
  if (!listener.areas.includes(alarm.area)) return false;
  const place = placeOf(listener, duty, alarm.area);
  if (place === null) return false;
  const { afterMs, atLevel } = reach[place];
  return alarm.level >= atLevel || nowMs - alarm.askedAtMs >= afterMs;
}

/** That nothing can be recorded, since when by the house's clock, and who has said that he knows of it. */
export type Stall = { sinceMs: number; knownTo: string | null };

/**
 * Whether it calls for this listener that nothing can be recorded. Who leads the shift has to act, and
 * is called first; then wider and wider, as an alarm is, until somebody knows of it.
 */
export function shouldSoundOfStall(
  { sinceMs, knownTo }: Stall,
  { role, accountId }: Pick<Listener, 'role' | 'accountId'>,
  duty: Situation['duty'],
  nowMs: number,
): boolean {
  const usual = usualPlaceOf(role);
  if (knownTo !== null || usual === null) return false;
  const place = leadsNow(accountId, role, duty) ? 'owner' : usual;
  return nowMs - sinceMs >= reach[place].afterMs;
}

/** The shift leaders on duty; where none is, the officers on duty; where nobody is, whoever could be either. */
function leadsNow(accountId: string, role: Role, duty: Situation['duty']): boolean {
  const onDuty = (wanted: Role) =>
    Object.values(duty).flatMap(({ person }) => (person.role === wanted ? person.accountId : []));
  const [leaders, officers] = [onDuty('shift-leader'), onDuty('duty-officer')];
  const first = leaders.length > 0 ? leaders : officers;
  if (first.length > 0) return first.includes(accountId);
  return role === 'shift-leader' || role === 'duty-officer';
}

/** Null: who may not answer is not called. */
function placeOf(
  { role, accountId }: Listener,
  duty: Situation['duty'],
  area: AreaId,
): Place | null {
  const usual = usualPlaceOf(role);
  return usual === 'desk' && isFirstCalled(accountId, duty, area) ? 'owner' : usual;
}

function usualPlaceOf(role: Role): Exclude<Place, 'owner'> | null {
  switch (role) {
    case 'duty-officer':
      return 'desk';
    case 'shift-leader':
    case 'area-head':
    case 'duty-chief':
      return 'supervisor';
    case 'wall':
      return 'wall';
    case 'field-officer':
    case 'expert':
    case 'auditor':
    case 'technician':
    case 'upstream':
      return null;
  }
}

/**
 * The officers on duty with the fewest areas own them. Where nobody has come on duty everybody is
 * called at once: rather too many than none.
 */
export function isFirstCalled(accountId: string, duty: Situation['duty'], area: AreaId): boolean {
  const officers = Object.values(duty)
    .map(({ person }) => person)
    .filter(({ role, areas }) => role === 'duty-officer' && areas.includes(area));
  const fewest = Math.min(...officers.map(({ areas }) => areas.length));
  const own = officers.filter(({ areas }) => areas.length === fewest);
  return own.length === 0 || own.some((person) => person.accountId === accountId);
}

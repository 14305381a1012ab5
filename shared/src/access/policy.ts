import type { Principal, Role } from '#contract/account.ts';
import { type AreaId, areaIds } from '#contract/ids.ts';
import type { CommandName } from '#contract/live-up.ts';

/**
 * The one policy. Every channel (REST, socket, media segment, evidence, replay) asks `mayDo` before
 * an act and `maySee` before it shows something; nobody else compares roles or areas.
 */
export type ReadAct =
  | 'site.read'
  | 'situation.read'
  | 'vehicle.read'
  | 'camera.view'
  | 'evidence.read'
  | 'device.read'
  | 'site-code.read'
  | 'document.read'
  | 'figures.read';
/**
 * `alarm.shelve-high` is the shelving of a high alarm; a critical one nobody shelves. `stall.acknowledge`: of
 * the trouble that nothing can be recorded.
 */
export type Act =
  | ReadAct
  | CommandName
  | 'evidence.add'
  | 'camera.steer'
  | 'alarm.shelve-high'
  | 'stall.acknowledge';

export const readActs: readonly ReadAct[] = [
  'site.read',
  'situation.read',
  'vehicle.read',
  'camera.view',
  'evidence.read',
  'device.read',
  'site-code.read',
  'document.read',
  'figures.read',
];

const picture: Act[] = ['site.read', 'situation.read', 'vehicle.read', 'camera.view'];
const everyPicture: Act[] = [...picture, 'evidence.read', 'document.read'];
const comeOnDuty: Act[] = ['duty.begin', 'duty.end'];
const speak: Act[] = ['incident.note', 'mention.read'];
const own: Act[] = [
  'incident.claim',
  'incident.release',
  'incident.transfer',
  'incident.accept-transfer',
  'incident.decline-transfer',
  'incident.monitor',
  'incident.merge',
  'incident.unmerge',
  'incident.split',
  'incident.reopen',
];
const answerTask: Act[] = [
  ...comeOnDuty,
  'task.accept',
  'task.join',
  'task.depart',
  'task.arrive',
  'task.start',
  'task.check-in',
  'task.open-evidence',
  'task.bookmark',
  'task.ask-opening',
  'task.confirm-opening',
  'task.scan-seal',
  'task.record-witness',
  'task.suspend',
  'task.resume',
  'task.decline',
  'task.submit-result',
  'unit.join',
  'unit.leave',
  'unit.report-position',
  'unit.distress',
  'evidence.add',
  ...speak,
];
const command: Act[] = [
  'figures.read',
  ...everyPicture,
  ...answerTask,
  'alarm.acknowledge',
  'alarm.acknowledge-many',
  'stall.acknowledge',
  'alarm.escalate',
  'alarm.shelve',
  'alarm.unshelve',
  'flood.ask-help',
  'task.issue',
  'task.cancel',
  'task.return',
  'task.verify',
  'unit.set-out-of-service',
  'unit.return-to-service',
  'unit.end-distress',
  'procedure.tick-step',
  'procedure.skip-step',
  'procedure.untick-step',
  'lane.decide',
  'inspection.begin',
  'inspection.choose-cameras',
  'inspection.end',
  'camera.steer',
  'wall.throw',
  'wall.take-back',
  'disposition.submit',
  'disposition.propose',
  'disposition.start',
  'disposition.conclude',
  'disposition.return',
  'disposition.amend',
  ...own,
  'emergency.report',
  'device-order.request',
  'device-order.authorise',
  'device-order.withdraw',
  'hand-over.start',
  'hand-over.tick',
  'hand-over.note',
  'hand-over.sign',
  'hand-over.refuse',
  'hand-over.cancel',
];
/** Who plans the shifts, and says who takes over where nobody did. */
const planShifts: Act[] = ['roster.plan', 'hand-over.reassign'];

const supervise: Act[] = [
  'disposition.adjudicate',
  'device.read',
  'site-code.read',
  'order.acknowledge',
  'procedure.skip-seen',
];
/** Who lets a browser in as a screen of the hall, and takes that back. */
const admitWalls: Act[] = ['wall.enrol', 'wall.refuse', 'wall.revoke'];
/** Who lays out what the walls show, and says which one shows what. */
const arrangeWalls: Act[] = [
  'wall.set-scene',
  'wall.join',
  'wall.part',
  'scene.save',
  'scene.remove',
];
const invite: Act[] = ['incident.invite', 'incident.uninvite'];
const lead: Act[] = [
  ...command,
  ...supervise,
  ...invite,
  ...admitWalls,
  ...arrangeWalls,
  'emergency.declare',
  'emergency.drill',
  'emergency.review',
];
/** Whoever has a whole shift in view answers for what it does not hear. */
const answerForShift: Act[] = [
  'alarm.shelve-high',
  'outage.authorise',
  'outage.refuse',
  'outage.plan',
  'outage.confirm',
  'outage.end',
];

/** What each role may do inside its areas. A wall shows and cannot act; an auditor reads all. */
const actsOf: Record<Role, readonly Act[]> = {
  wall: [...picture, 'wall.register'],
  'duty-officer': command,
  'shift-leader': [...lead, ...planShifts, ...answerForShift],
  'area-head': [
    ...command,
    ...invite,
    ...arrangeWalls,
    'procedure.skip-seen',
    ...planShifts,
    'alarm.shelve-high',
  ],
  'duty-chief': [
    ...lead,
    'emergency.confirm',
    'emergency.stand-down',
    ...planShifts,
    ...answerForShift,
  ],
  'field-officer': [...everyPicture, ...answerTask],
  // Of whatever he is invited into (guest-sight.ts), and of nothing else.
  expert: [...everyPicture, ...speak],
  auditor: [...everyPicture, 'device.read', 'figures.read'],
  // Owns devices and concludes nothing.
  technician: [
    ...picture,
    ...comeOnDuty,
    'device.read',
    'site-code.read',
    'device.register',
    'device.unregister',
    'device.unpin',
    ...admitWalls,
    'outage.request',
    'outage.confirm',
    'outage.end',
  ],
  upstream: ['site.read', 'situation.read'],
};

/** May this principal do this, in this area? `null` asks about the act alone. No area opens anything to an expert. */
export function mayDo(principal: Principal, act: Act, area: AreaId | null): boolean {
  if (!actsOf[principal.role].includes(act)) return false;
  if (principal.role === 'expert' && area !== null) return false;
  return area === null || principal.areas.includes(area);
}

/** The same for a thing that lies in several areas: one of them is enough to take part in it. */
export function mayDoInAny(principal: Principal, act: Act, areas: readonly AreaId[]): boolean {
  return areas.some((area) => mayDo(principal, act, area));
}

/**
 * May this principal see something that belongs to these areas? What belongs to no area (a truck
 * that nobody registered, far from every fence) is for those who see the whole zone.
 */
export function maySee(principal: Principal, act: ReadAct, areas: readonly AreaId[]): boolean {
  if (areas.length > 0) return mayDoInAny(principal, act, areas);
  if (principal.role === 'expert') return false;
  const seesAll = areaIds.every((area) => principal.areas.includes(area));
  return seesAll && (mayDo(principal, act, null) || mayDo(principal, 'device.read', null));
}

import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task, taskKinds } from '@ftz/shared/contract/task.ts';
import { site } from '@ftz/shared/site/site.ts';
import { isTaskOpen, unopenedEvidence } from '@ftz/shared/state/task-lifecycle.ts';
import type { Act, Actor } from './act.ts';

const kindsOfUnit = {
  field: ['mobile-verification', 'follow-up-check', 'emergency'],
  review: ['review'],
  video: ['video-inspection'],
} as const satisfies Record<string, readonly (typeof taskKinds)[number][]>;

export function issueTask({ incidents, atMs }: Situation, random: Random): Act {
  const open = Object.values(incidents).filter(({ state }) => state !== 'closed');
  if (open.length === 0) return null;
  const unit = random.pick(site.units);
  const kind = random.pick([...kindsOfUnit[unit.kind]]);
  const office = random.pick(site.offices);
  const followUp = { ownerOfficeId: office.id, dueAtMs: atMs + 86_400_000 };
  const argument = { incidentId: random.pick(open).id, kind, unitId: unit.id };
  const asked = kind === 'follow-up-check' ? { ...argument, followUp } : argument;
  return { name: 'task.issue', argument: asked };
}

/** The next act of a task, by whoever is to do it, or one that ends it early. */
export function actOnTask({ tasks }: Situation, random: Random): Act {
  const open = Object.values(tasks).filter(isTaskOpen);
  if (open.length === 0) return null;
  const task = random.pick(open);
  const dice = random.next();
  if (dice < 0.05)
    return { name: 'task.cancel', argument: { taskId: task.id, reason: 'not needed' } };
  switch (task.state) {
    case 'issued':
      return dice < 0.15
        ? { name: 'task.decline', argument: { taskId: task.id, reason: 'busy' }, by: 'patrol' }
        : { name: 'task.accept', argument: { taskId: task.id }, by: 'patrol' };
    case 'suspended':
      return { name: 'task.resume', argument: { taskId: task.id }, by: 'patrol' };
    case 'result-submitted':
      return dice < 0.3
        ? { name: 'task.return', argument: { taskId: task.id, reason: 'unclear' } }
        : { name: 'task.verify', argument: { taskId: task.id } };
    default:
      return workOn(task, random);
  }
}

const finished = { finding: 'consistent', note: 'as declared', photoIds: [] };

function workOn(task: Task, random: Random): Act {
  const taskId = task.id;
  const of = (name: CommandName, more: object = {}, by: Actor = 'patrol'): Act => ({
    name,
    argument: { taskId, ...more },
    by,
  });
  const beside = random.pick([null, null, null, 'suspend', 'check-in', 'join'] as const);
  if (beside === 'suspend') return of('task.suspend', { reason: 'rain' });
  if (beside === 'check-in') return of('task.check-in');
  if (beside === 'join') return of('task.join', {}, 'patrolSecond');
  if (task.kind === 'review') {
    const [next] = unopenedEvidence(task);
    return next
      ? of('task.open-evidence', { evidenceId: next.id })
      : of('task.submit-result', { result: finished });
  }
  if (task.kind === 'video-inspection') return inspect(task, of);
  if (task.arrivedAtMs === null) return travelTo(task, of, random);
  return onTheSpot(task, of, random);
}

type Of = (name: CommandName, more?: object, by?: Actor) => Act;

const bookmark = { cameraId: 'WGQ-C01', atMs: 2, finding: 'consistent', note: '', photoId: null };

function inspect({ recordingSinceMs, bookmarks }: Task, of: Of): Act {
  if (recordingSinceMs === null) return of('task.start');
  if (bookmarks.length === 0) return of('task.bookmark', { bookmark });
  return of('task.submit-result', { result: finished });
}

function travelTo({ state }: Task, of: Of, random: Random): Act {
  if (state === 'accepted' && random.next() < 0.5) return of('task.depart');
  return of('task.arrive', { arrival: { how: 'by-hand', reason: 'no position', point: null } });
}

/** Two officers open the goods, the enterprise refuses to sign, the seal is changed: one after the other. */
function onTheSpot({ state, opening, witness, seals }: Task, of: Of, random: Random): Act {
  if (state === 'on-site' && random.next() < 0.5) return of('task.start');
  // What a handheld shows at the spot is marked, too.
  if (state === 'executing' && random.next() < 0.2) return of('task.bookmark', { bookmark });
  const scanned = { containerNo: null, photoIds: [] };
  if (opening === null) {
    const opens = { what: 'cut-seal', reason: 'to look inside' };
    const ask = random.next() < 0.5;
    return ask ? of('task.ask-opening', opens) : of('task.submit-result', { result: finished });
  }
  if (opening.confirmedBy === null) {
    return random.pick([
      of('task.join', {}, 'patrolSecond'),
      of('task.confirm-opening', {}, 'patrolSecond'),
    ]);
  }
  if (witness === null) return of('task.record-witness', { witness: { refused: 'went away' } });
  if (!seals?.oldSealNo) return of('task.scan-seal', { which: 'old', sealNo: 'S1', ...scanned });
  if (!seals.newSealNo) return of('task.scan-seal', { which: 'new', sealNo: 'S2', ...scanned });
  return of('task.submit-result', { result: finished });
}

/** Officers get in and out, tell where they are, and call for help; the desk takes units out of service and back. */
export function actOnUnit({ units }: Situation, random: Random): Act {
  const unit = random.pick(site.units.filter(({ kind }) => kind === 'field'));
  const unitId = unit.id;
  const manned = Object.values(units).find(({ crew }) => crew.length > 0);
  const troubled = Object.values(units).find(({ distress }) => distress !== null);
  const broken = Object.values(units).find(({ outOfService }) => outOfService !== null);
  const reason = 'seen to';
  if (troubled) return { name: 'unit.end-distress', argument: { unitId: troubled.id, reason } };
  if (broken) return { name: 'unit.return-to-service', argument: { unitId: broken.id } };
  if (!manned) return { name: 'unit.join', argument: { unitId }, by: 'patrol' };
  const place = { point: unit.point, accuracyM: 5 };
  return random.pick<Act>([
    { name: 'unit.report-position', argument: { unitId: manned.id, ...place }, by: 'patrol' },
    { name: 'unit.report-position', argument: { unitId: manned.id, ...place }, by: 'patrol' },
    { name: 'unit.leave', argument: { unitId: manned.id }, by: 'patrol' },
    { name: 'unit.distress', argument: { unitId }, by: 'patrol' },
    { name: 'unit.set-out-of-service', argument: { unitId, reason } },
  ]);
}

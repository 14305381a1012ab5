import type { EquipmentSaying } from '@ftz/shared/contract/equipment.ts';
import type { Observation } from './observation.ts';

/**
 * Whether a report may raise a critical or high alarm: then it is decided before all that may not.
 * It looks at the report alone, so it is asked before anything is looked up.
 */
export function isUrgent(observation: Observation): boolean {
  switch (observation.kind) {
    case 'position':
      return observation.alarms.length > 0;
    case 'seal': {
      const { sealed, rope, motor, cover } = observation.state;
      const happened = observation.events.some((name) => graveSealEvents.has(name));
      const unlocked = sealed && motor !== 'locked';
      return happened || unlocked || rope === 'cut' || cover === 'open';
    }
    case 'fence':
      return alarmSignals.has(observation.signal);
    // What enters may be other than its papers say.
    case 'passage':
      return observation.passage.direction === 'IN' || observation.asks !== undefined;
    case 'equipment':
      return alarmSayings.has(observation.report.what);
    // A vehicle waits before a barrier, or has just passed one.
    case 'lane-feedback':
    case 'lane-check':
    case 'order-answer':
    case 'breach':
    case 'upstream-order':
    // Another agency may hold what is under way.
    case 'ruling':
      return true;
    case 'journey':
    case 'vessel':
    case 'document':
    case 'upstream-receipt':
    case 'upstream-emergency':
    case 'alive':
    case 'gone':
      return false;
  }
}

/** Which of what equipment says may be grave. */
const alarmSayings: ReadonlySet<EquipmentSaying> = new Set([
  'radiation-alarm',
  'scan-suspicious',
  'barrier-opened',
  'barrier-closed',
  'weighed',
]);

const alarmSignals: ReadonlySet<string> = new Set(['alarm', 'verified-alarm', 'tamper']);

/** An opening before the destination is one of these, and where that is is not looked up here. */
const graveSealEvents: ReadonlySet<string> = new Set([
  'cut',
  'opened',
  'unsealed',
  'wrong-password',
  'illegal-card',
]);

import { type Static, Type } from 'typebox';
import type { AlarmKind } from './alarm.ts';

/** Why it was so: a closed list, so that what goes wrong can be counted. */
export const causeCodes = [
  'smuggling-suspected',
  'forced-open',
  'intrusion',
  'declared-wrongly',
  'driver-deviated',
  'paper-late',
  'device-fault',
  'battery',
  'no-signal',
  'mounting',
  'misread',
  'calibration',
  'settings',
  'weather',
  'animal',
  'plants',
  'roadworks',
  'traffic-jam',
  'handling',
  'authorised-work',
  'customs-inspection',
  'emergency-stop',
  'exercise',
  'other',
] as const;
export const CauseCode = Type.Enum(causeCodes);
export type CauseCode = Static<typeof CauseCode>;

const people = ['handling', 'authorised-work', 'customs-inspection', 'exercise'] as const;
const technical = ['device-fault', 'battery', 'no-signal', 'settings'] as const;
const ofSeal = [...people, ...technical, 'mounting', 'smuggling-suspected', 'forced-open'] as const;
const ofRoute = [
  ...['driver-deviated', 'smuggling-suspected', 'roadworks', 'traffic-jam', 'emergency-stop'],
  ...['authorised-work', 'customs-inspection', 'exercise', 'device-fault', 'no-signal', 'settings'],
] as const satisfies readonly CauseCode[];
const ofFence = [
  ...['intrusion', 'forced-open', 'animal', 'plants', 'weather', 'authorised-work', 'exercise'],
  ...['device-fault', 'mounting', 'settings'],
] as const satisfies readonly CauseCode[];
const ofGate = [
  ...[
    'declared-wrongly',
    'smuggling-suspected',
    'misread',
    'calibration',
    'handling',
    'paper-late',
  ],
  ...['customs-inspection', 'authorised-work', 'exercise', 'device-fault', 'settings'],
] as const satisfies readonly CauseCode[];

const particular: Partial<Record<AlarmKind, readonly CauseCode[]>> = {
  'seal-cut': ofSeal,
  'seal-tampered': ofSeal,
  'seal-silent': ofSeal,
  'seal-attempted': ofSeal,
  'seal-stuck': ofSeal,
  'seal-unlocked': ofSeal,
  'seal-battery-low': technical,
  'off-route': ofRoute,
  halted: ofRoute,
  'journey-overdue': [...ofRoute, 'misread', 'paper-late'],
  'fence-alarm': ofFence,
  'fence-tampered': ofFence,
  'lane-mismatch': ofGate,
  'weight-mismatch': ofGate,
  'documents-disagree': ofGate,
  'agency-hold': ofGate,
  radiation: ofGate,
  'scan-suspicious': ofGate,
  'device-lost': [...technical, 'weather', 'authorised-work'],
  'clock-wrong': technical,
};

/** The causes that fit a kind of alarm, or, for null, an abnormal act; `other` fits everything. */
export function causesOf(kind: AlarmKind | null): readonly CauseCode[] {
  const few = kind === null ? undefined : particular[kind];
  return few ? [...few, 'other'] : causeCodes;
}

import type { SealEventName, SealReport, SealState } from '@ftz/shared/contract/seal.ts';
import type { Observation } from '#domain/observation.ts';
import type { LongReport } from './binary-report.ts';
import type { Message } from './decode.ts';
import { pointOf } from './fix.ts';
import type { LockEvent } from './text-frame.ts';

const gateway = 'eseal-jointech';

/** What the house knows of a lock from before; null: nothing. */
export type KnownLock = Pick<SealReport, 'state' | 'batteryPct'> | null;

/** A lock of which nothing is known: as it leaves the store. */
const unknownLock: SealState = {
  sealed: false,
  rope: 'intact',
  motor: 'unlocked',
  cover: 'closed',
};
/** A battery byte beyond this says "being charged", and how full it is nobody says. */
const fullPct = 100;
const alarmData = 2;
/** Events have a serial of their own beside that of reports, which is a byte. */
const firstEventSeq = 256;

/** Everything that a message tells the house, in the order in which it happened. */
export function toObservations(
  message: Message,
  known: KnownLock,
  receivedAtMs: number,
): Observation[] {
  const { deviceId } = message;
  if (deviceId === null) return [];
  const said = (atMs: number | null) =>
    ({ gateway, deviceId, deviceAtMs: atMs ?? receivedAtMs, receivedAtMs }) as const;
  const alive: Observation = { ...said(null), kind: 'alive' };
  switch (message.kind) {
    case 'report': {
      const state = stateOf(message);
      return [
        {
          ...said(message.fix.atMs),
          kind: 'seal',
          zone: '',
          deviceSeq: message.serial,
          state,
          batteryPct: Math.min(fullPct, message.batteryRaw),
          events: eventsOf(message, state, known),
          point: pointOf(message.fix),
        },
      ];
    }
    case 'text':
      return message.said.kind === 'lock-event'
        ? [{ ...said(message.said.fix.atMs), ...sealOfEvent(message.said, known) }]
        : [alive];
    // Trackers of the older models and sensors say that they live; they are no locks.
    case 'short-report':
    case 'sensor':
      return [alive];
  }
}

/** Sealed is what is tied and held: rope inserted and motor locked. */
function stateOf({ status }: LongReport): SealState {
  const motor = status.motorLocked ? 'locked' : 'unlocked';
  return {
    sealed: status.ropeInserted && status.motorLocked,
    rope: status.ropeCut ? 'cut' : 'intact',
    motor: status.motorStuck ? 'stuck' : motor,
    cover: status.coverOpened ? 'open' : 'closed',
  };
}

/**
 * What happened, not what lasts: a bit stays up in every report after it. What the state tells is an
 * event where the state is new; of the rest the lock itself says when it is news.
 */
function eventsOf(
  { status, dataType }: LongReport,
  { rope, cover, sealed }: SealState,
  known: KnownLock,
): SealEventName[] {
  const isNews = dataType === alarmData;
  const before = known?.state;
  const happened: [boolean, SealEventName][] = [
    [rope === 'cut' && before?.rope !== 'cut', 'cut'],
    [cover === 'open' && before?.cover !== 'open', 'opened'],
    [before !== undefined && sealed && !before.sealed, 'sealed'],
    [before?.sealed === true && !sealed && rope === 'intact', 'unsealed'],
    [isNews && status.fiveWrongPasswords, 'wrong-password'],
    [isNews && status.illegalCard, 'illegal-card'],
    [isNews && status.motorStuck, 'motor-stuck'],
    [isNews && status.lowBattery, 'low-battery'],
    [isNews && status.longUnlock, 'unlocked-too-long'],
  ];
  return happened.filter(([is]) => is).map(([, name]) => name);
}

/** Sources of a P45 event. */
export const lockSources = { illegalCard: 2, staticPassword: 4, lockedItself: 5 } as const;
/** So many in a row are an attempt. */
const wrongPasswordsOfAttempt = 5;

/** Whether the event says that the lock let go. */
export function isOpened({ source, verification }: LockEvent): boolean {
  return verification === 1 && source !== lockSources.lockedItself;
}

/** The event speaks of the motor alone: what the lock said of rope, cover and battery before stands. */
function sealOfEvent(event: LockEvent, known: KnownLock) {
  const before = known?.state ?? unknownLock;
  const opened = isOpened(event);
  const locked = event.source === lockSources.lockedItself;
  const events: SealEventName[] = [];
  if (opened) events.push('unsealed');
  if (locked) events.push('sealed');
  if (event.source === lockSources.illegalCard) events.push('illegal-card');
  if (event.wrongPasswords >= wrongPasswordsOfAttempt) events.push('wrong-password');
  if (event.card !== null && opened) events.push('card');
  if (event.card === null && opened) events.push('password');
  return {
    kind: 'seal',
    zone: '',
    deviceSeq: firstEventSeq + event.serial,
    state: stateAfter(before, opened, locked),
    batteryPct: known?.batteryPct ?? fullPct,
    events,
    point: pointOf(event.fix),
  } as const;
}

function stateAfter(before: SealState, opened: boolean, locked: boolean): SealState {
  if (opened) return { ...before, sealed: false, motor: 'unlocked' };
  return locked ? { ...before, sealed: before.rope === 'intact', motor: 'locked' } : before;
}

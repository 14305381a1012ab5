import type { SealEventName, SealState } from '@ftz/shared/contract/seal.ts';

/** An electronic seal: a rope through the door handles, a motor that holds it, a battery. */
export type Seal = { sealId: string; state: SealState; batteryPct: number };

export const openSeal: SealState = {
  sealed: false,
  rope: 'intact',
  motor: 'unlocked',
  cover: 'closed',
};

/** About three weeks from full to empty. */
const drainPctPerHour = 0.2;

export function createSeal(sealId: string, batteryPct: number): Seal {
  return { sealId, state: openSeal, batteryPct };
}

/** A fresh rope, locked: also how a seal that was cut comes back into service. */
export function closeSeal(seal: Seal): { seal: Seal; events: SealEventName[] } {
  const state: SealState = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' };
  return { seal: { ...seal, state }, events: ['sealed'] };
}

/** Opened with authority. A cut rope stays cut until a new one is put in: `closeSeal`. */
export function unlockSeal(seal: Seal): { seal: Seal; events: SealEventName[] } {
  const state: SealState = { ...seal.state, sealed: false, motor: 'unlocked' };
  return { seal: { ...seal, state }, events: ['unsealed'] };
}

/** The motor still holds its end of the rope, which no longer holds the doors. */
export function cutRope(seal: Seal): { seal: Seal; events: SealEventName[] } {
  return {
    seal: { ...seal, state: { ...seal.state, sealed: false, rope: 'cut' } },
    events: ['cut'],
  };
}

/** Drains the battery of this very seal. */
export function drainBattery(seal: Seal, seconds: number): void {
  seal.batteryPct = Math.max(15, seal.batteryPct - (drainPctPerHour * seconds) / 3600);
}

/** What a lane's reader makes of a seal. */
export function sealReading(seal: Seal): { id: string; state: 'sealed' | 'open' | 'broken' } {
  if (seal.state.rope === 'cut') return { id: seal.sealId, state: 'broken' };
  return { id: seal.sealId, state: seal.state.sealed ? 'sealed' : 'open' };
}

import type { LaneComparison, LaneItem, LaneResult } from '@ftz/shared/contract/lane-decision.ts';
import { buildStatusWord } from './status-word.ts';

/**
 * The status word of a decision, JGS/T 14-2015 annex B. The barrier lifts in a release alone. What has no
 * letter of its own in the standard is `1`: to be checked by a person.
 */
export function statusWordOf(result: LaneResult, comparison: readonly LaneComparison[]): string {
  const letter = (item: LaneItem, mismatch: string): string => {
    const verdicts = comparison.filter((line) => line.item === item).map(({ verdict }) => verdict);
    if (verdicts.includes('mismatch')) return mismatch;
    return verdicts.every((verdict) => verdict === 'match') ? '0' : '1';
  };
  const isHit = comparison.some(({ verdict }) => verdict === 'hit');
  const released = result === 'release';
  const overall = released ? '0' : isHit ? 'w' : '1';
  const sealOff = [letter('seal', 'x'), letter('seal-state', 'x')];
  return buildStatusWord({
    overall,
    barrier: released ? '0' : '1',
    containerFront: isHit ? 'w' : letter('container-front', 'z'),
    containerRear: letter('container-rear', 'z'),
    weight: letter('weight', 'q'),
    vehicleTag: isHit ? 'w' : letter('vehicle-tag', 'r'),
    // Here `1` would tell the lane to seal: an unread seal is left to the first place.
    seal: sealOff.includes('x') ? 'x' : '0',
    led: '0',
    voice: '1',
    buzzer: result === 'alarm' ? '1' : '0',
  });
}

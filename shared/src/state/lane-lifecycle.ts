import type { LaneResult, LaneRuling, LaneState } from '#contract/lane-decision.ts';
import type { RefusalCode } from '#contract/refusal.ts';

/** What can happen to a vehicle at a lane. */
export type LaneAct =
  | 'read'
  | 'compare'
  | 'auto-release'
  | 'auto-hold'
  | 'refer'
  | 'release'
  | 'inspect'
  | 'reject'
  | 'escalate'
  | 'expire'
  | 'leave';

/**
 * The whole machine. A person may think again until the vehicle is gone, also after nobody decided in
 * time; what the house released by itself only ever leaves.
 */
const transitions: Record<LaneState, Partial<Record<LaneAct, LaneState>>> = {
  arrived: { read: 'reading' },
  reading: { compare: 'compared' },
  compared: { 'auto-release': 'auto-release', 'auto-hold': 'auto-hold', refer: 'referred' },
  'auto-release': { leave: 'left' },
  'auto-hold': { release: 'released', inspect: 'to-inspection', reject: 'rejected' },
  referred: {
    release: 'released',
    inspect: 'to-inspection',
    reject: 'rejected',
    escalate: 'escalated',
  },
  escalated: {
    release: 'released',
    inspect: 'to-inspection',
    reject: 'rejected',
    expire: 'expired',
  },
  expired: { release: 'released', inspect: 'to-inspection', reject: 'rejected' },
  released: { leave: 'left' },
  'to-inspection': { release: 'released', reject: 'rejected', leave: 'left' },
  rejected: { release: 'released', inspect: 'to-inspection', leave: 'left' },
  left: {},
};

export function mayHappen(state: LaneState, act: LaneAct): boolean {
  return transitions[state][act] !== undefined;
}

/** What has happened has happened: an act that this state does not know leaves it as it is. */
export function laneStateAfter(state: LaneState, act: LaneAct): LaneState {
  return transitions[state][act] ?? state;
}

const actOfResult: Record<LaneResult, LaneAct> = {
  release: 'auto-release',
  alarm: 'auto-hold',
  manual: 'refer',
};

/** Arriving, reading and comparing are one entry of the log: here is where it comes out. */
export function laneStateOf(result: LaneResult): LaneState {
  const acts: LaneAct[] = ['read', 'compare', actOfResult[result]];
  return acts.reduce<LaneState>(laneStateAfter, 'arrived');
}

export const actOfRuling: Record<LaneRuling, LaneAct> = {
  hold: 'reject',
  inspect: 'inspect',
  release: 'release',
};

/** Null: this officer may rule so alone. Release against a comparison that failed is two people's. */
export function refusalToRule(
  reading: { state: LaneState | null; isMismatch: boolean },
  ruling: LaneRuling,
): RefusalCode | null {
  if (reading.state !== null && !mayHappen(reading.state, actOfRuling[ruling]))
    return 'wrong-state';
  return ruling === 'release' && reading.isMismatch ? 'second-person-needed' : null;
}

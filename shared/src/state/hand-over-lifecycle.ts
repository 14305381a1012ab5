import type { Role } from '#contract/account.ts';
import type { HandOver, HandOverItem, HandOverState } from '#contract/hand-over.ts';
import type { RefusalCode } from '#contract/refusal.ts';

export type HandOverAct =
  | 'list'
  | 'tick'
  | 'sign-outgoing'
  | 'sign-incoming'
  | 'take-force'
  | 'refuse'
  | 'cancel'
  | 'lapse'
  | 'reassign';

const underWay: readonly HandOverState[] = ['drafted', 'read-back', 'signed-by-outgoing'];
const open: readonly HandOverState[] = [...underWay, 'lapsed-to-supervisor'];

/** From which states an act is possible, and where it leads; null: it stays where it is. */
const transitions: Record<
  HandOverAct,
  { from: readonly HandOverState[]; to: HandOverState | null }
> = {
  list: { from: open, to: null },
  // The first tick is the beginning of the talk; a later one changes no state.
  tick: { from: underWay, to: null },
  'sign-outgoing': { from: ['read-back'], to: 'signed-by-outgoing' },
  'sign-incoming': { from: ['signed-by-outgoing'], to: 'signed-by-incoming' },
  'take-force': { from: ['signed-by-incoming'], to: 'in-force' },
  refuse: { from: open, to: 'refused' },
  cancel: { from: open, to: 'cancelled' },
  lapse: { from: underWay, to: 'lapsed-to-supervisor' },
  // To somebody else, or to the same person once more: it is read from the beginning.
  reassign: { from: ['lapsed-to-supervisor'], to: 'drafted' },
};

export function mayHandOver(handOver: HandOver, act: HandOverAct): boolean {
  return transitions[act].from.includes(handOver.state);
}

export function isHandOverOpen({ finishedAtMs }: HandOver): boolean {
  return finishedAtMs === null;
}

/** The hand-over after the act; as it was when the act is not possible, since a log tells what happened. */
export function handOverAfter(
  handOver: HandOver,
  act: HandOverAct,
  change: Partial<HandOver>,
): HandOver {
  if (!mayHandOver(handOver, act)) return handOver;
  const begun = act === 'tick' && handOver.state === 'drafted' ? 'read-back' : handOver.state;
  const state = transitions[act].to ?? begun;
  return { ...handOver, ...change, state, version: handOver.version + 1 };
}

export type Side = 'outgoing' | 'incoming';

export function sideOf({ outgoing, incoming }: HandOver, accountId: string): Side | null {
  if (outgoing.accountId === accountId) return 'outgoing';
  return incoming.accountId === accountId ? 'incoming' : null;
}

export function unticked({ items }: HandOver): HandOverItem[] {
  return items.filter(({ tickedAtMs }) => tickedAtMs === null);
}

/** Null when this account may sign now. `listed`: what would be drafted at this moment. */
export function refusalToSign(
  handOver: HandOver,
  accountId: string,
  listed: readonly HandOverItem[],
): RefusalCode | null {
  const side = sideOf(handOver, accountId);
  if (side === null) return 'not-your-hand-over';
  if (!mayHandOver(handOver, `sign-${side}`)) return 'wrong-state';
  if (handOver.outgoing.personId === handOver.incoming.personId) return 'second-person-needed';
  if (side === 'outgoing') return null;
  const known = new Set(handOver.items.map(({ key }) => key));
  const unread = unticked(handOver).length > 0 || listed.some(({ key }) => !known.has(key));
  return unread ? 'unread-items' : null;
}

/** Only the one who takes over reads back; and each thing is read once. */
export function refusalToTick(
  handOver: HandOver,
  accountId: string,
  itemKey: string,
): RefusalCode | null {
  if (sideOf(handOver, accountId) !== 'incoming') return 'not-your-hand-over';
  if (!mayHandOver(handOver, 'tick')) return 'wrong-state';
  const item = handOver.items.find(({ key }) => key === itemKey);
  if (!item) return 'not-found';
  return item.tickedAtMs === null ? null : 'wrong-state';
}

const supervisors: readonly Role[] = ['shift-leader', 'area-head', 'duty-chief'];

/** Whose work a role can go on with: his own kind's, and a supervisor anybody's at a desk. */
export function maySucceed(outgoing: Role, incoming: Role): boolean {
  return outgoing === incoming || supervisors.includes(incoming);
}

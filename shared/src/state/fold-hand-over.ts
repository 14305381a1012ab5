import type { HandOver } from '#contract/hand-over.ts';
import type { RosterSlot } from '#contract/shift.ts';
import type { Fold } from './fold.ts';
import { type HandOverAct, handOverAfter } from './hand-over-lifecycle.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { slotKey } from './shift-calendar.ts';

export function foldRoster(f: Fold, slot: RosterSlot): void {
  if (slot.planned === null) f.drop('roster', slotKey(slot));
  else f.put('roster', slotKey(slot), slot);
}

export function foldHandOver(
  f: Fold,
  { handOverId }: { handOverId: string },
  act: HandOverAct,
  change: (handOver: HandOver) => Partial<HandOver> = () => ({}),
): void {
  const handOver = ownOf(f.situation.handOvers, handOverId);
  if (handOver) f.put('handOvers', handOverId, handOverAfter(handOver, act, change(handOver)));
}

/** What came up meanwhile stands below what was read already, and is marked. */
export function foldListed(f: Fold, event: EventOf<'hand-over.listed'>): void {
  foldHandOver(f, event.data, 'list', ({ items }) => {
    const known = new Set(items.map(({ key }) => key));
    const added = event.data.items.filter(({ key }) => !known.has(key));
    return { items: [...items, ...added] };
  });
}

export function foldTicked(f: Fold, event: EventOf<'hand-over.ticked'>): void {
  const { itemKey } = event.data;
  foldHandOver(f, event.data, 'tick', ({ items }) => ({
    items: items.map((item) =>
      item.key === itemKey && item.tickedAtMs === null ? { ...item, tickedAtMs: event.atMs } : item,
    ),
  }));
}

export function foldSigned(f: Fold, event: EventOf<'hand-over.signed'>): void {
  const { side } = event.data;
  foldHandOver(f, event.data, `sign-${side}`, (handOver) => ({
    [side]: { ...handOver[side], signedAtMs: event.atMs },
  }));
}

/** Another person reads: what the one before him has ticked, and what both signed, counts no more. */
export function foldReassigned(f: Fold, event: EventOf<'hand-over.reassigned'>): void {
  const { incoming, lapsesAtMs } = event.data;
  foldHandOver(f, event.data, 'reassign', ({ items, outgoing }) => ({
    incoming,
    lapsesAtMs,
    outgoing: { ...outgoing, signedAtMs: null },
    items: items.map((item) => ({ ...item, tickedAtMs: null })),
  }));
}

export function foldHandedOver(f: Fold, event: EventOf<'incident.handed-over'>): void {
  const { incidentId, to } = event.data;
  writeOn(f, incidentId, entryOf(event, { text: to.name }), {
    owner: { ...to, sinceMs: event.atMs },
    claimLapsesAtMs: null,
    unownedDueAtMs: null,
    unownedLevel: 0,
    offer: null,
  });
}

import fc from 'fast-check';
import { exampleHandOver, exampleItem } from './hand-over.fixture.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';

export const shiftEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'roster.planned',
    fc.record({ seatId: id, accountId: fc.option(id) }).map(({ seatId, accountId }) => ({
      slot: {
        day: '2026-01-01',
        shiftId: 'day',
        seatId,
        areas: ['WGQ'],
        startsAtMs: atMs,
        endsAtMs: atMs + 8 * 60 * minute,
        planned: accountId === null ? null : { accountId, name: accountId },
        plannedBy: 'chief',
      },
    })),
  ),
  entry(
    'shift.noted',
    id.map((id) => ({ note: { id, areas: ['WGQ'], text: 'x', by: 'officer', atMs } })),
  ),
  entry(
    'hand-over.started',
    id.map((id) => ({ handOver: exampleHandOver({ id, startedAtMs: atMs }) })),
  ),
  entry(
    'hand-over.listed',
    fc.tuple(id, id).map(([handOverId, key]) => ({ handOverId, items: [exampleItem({ key })] })),
  ),
  entry(
    'hand-over.ticked',
    id.map((handOverId) => ({ handOverId, itemKey: 'sound-test/desk' })),
  ),
  entry(
    'hand-over.signed',
    fc.record({ handOverId: id, side: fc.constantFrom('outgoing', 'incoming') }),
  ),
  entry(
    'hand-over.took-force',
    id.map((handOverId) => ({ handOverId, movedIncidentIds: [], overlapEndsAtMs: atMs })),
  ),
  entry(
    'hand-over.lapsed',
    id.map((handOverId) => ({ handOverId })),
  ),
  entry(
    'hand-over.reassigned',
    id.map((handOverId) => ({
      handOverId,
      incoming: exampleHandOver().incoming,
      lapsesAtMs: atMs + minute,
    })),
  ),
  entry(
    'incident.handed-over',
    fc
      .record({ incidentId: id, handOverId: id })
      .map((ref) => ({ ...ref, to: { accountId: 'U2', name: 'relief' } })),
  ),
];

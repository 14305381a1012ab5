import { describe, expect, it } from 'vitest';
import { AlarmEdges, toVehicleAlarms } from './alarm-bits.ts';

const sos = 1;
const door = 0x8000_0000;

/** One report that became safe. */
function tell(edges: AlarmEdges, bits: number, backfill = false, terminalId = 'a'): string[] {
  const raised = edges.next(terminalId, bits, backfill);
  edges.commit(terminalId, bits, backfill);
  return raised;
}

describe('alarm bits', () => {
  it('names the bits that concern us, the highest included', () => {
    const all = (1 | (1 << 8) | (1 << 23) | (1 << 29) | (1 << 31) | 0b110) >>> 0;
    expect(toVehicleAlarms(all)).toEqual([
      'sos',
      'power-lost',
      'off-route',
      'collision',
      'illegal-door',
    ]);
  });

  it('raises on 0→1 only, and again after a pause', () => {
    const edges = new AlarmEdges(10);
    expect([sos, sos, sos | door, 0, sos].map((bits) => tell(edges, bits >>> 0))).toEqual([
      ['sos'],
      [],
      ['illegal-door'],
      [],
      ['sos'],
    ]);
  });

  it('keeps terminals apart', () => {
    const edges = new AlarmEdges(10);
    tell(edges, sos);
    expect(tell(edges, sos, false, 'b')).toEqual(['sos']);
  });

  it('raises again what could not be kept', () => {
    const edges = new AlarmEdges(10);
    expect(edges.next('a', sos, false)).toEqual(['sos']);
    expect(edges.next('a', sos, false)).toEqual(['sos']);
  });

  it('lets back-fill raise what it alone saw and leaves the live level alone', () => {
    const edges = new AlarmEdges(10);
    tell(edges, 0);
    expect([sos, sos, 0].map((bits) => tell(edges, bits, true))).toEqual([['sos'], [], []]);
    expect(tell(edges, sos)).toEqual(['sos']);
    expect(tell(edges, sos, true)).toEqual([]);
    expect(tell(edges, sos)).toEqual([]);
  });

  /** A report that raises, on its way into the house. */
  function rising(edges: AlarmEdges, bits: number, backfill = false) {
    edges.next('a', bits, backfill);
    const safe = Promise.withResolvers<void>();
    const committed = edges.commitWhen(safe.promise, 'a', bits, backfill);
    return async () => {
      safe.resolve();
      await committed;
    };
  }

  it('believes no level that the terminal has left meanwhile on another connection', async () => {
    const edges = new AlarmEdges(10);
    const pressed = rising(edges, sos);
    tell(edges, 0);
    await pressed();
    expect(tell(edges, sos)).toEqual(['sos']);
  });

  it('believes the newest of two that rise, whichever is safe first', async () => {
    for (const order of [[0, 1] as const, [1, 0] as const]) {
      const edges = new AlarmEdges(10);
      const both = [rising(edges, (sos | door) >>> 0), rising(edges, door)];
      for (const i of order) await both[i]?.();
      expect(tell(edges, (sos | door) >>> 0)).toEqual(['sos']);
    }
  });

  it('believes a live level that only back-fill came after', async () => {
    const edges = new AlarmEdges(10);
    const pressed = rising(edges, sos);
    tell(edges, 0, true);
    await pressed();
    expect(tell(edges, sos)).toEqual([]);
  });

  it('forgets the longest silent terminal when there are too many', () => {
    const edges = new AlarmEdges(2);
    for (const id of ['a', 'b', 'a', 'c']) tell(edges, sos, false, id);
    expect(tell(edges, sos, false, 'a')).toEqual([]);
    expect(tell(edges, sos, false, 'b')).toEqual(['sos']);
  });
});

import { describe, expect, it } from 'vitest';
import { neighbour, nextOrder } from './queue-order.ts';

describe('nextOrder', () => {
  it('follows the wanted order while nobody touches the list', () => {
    expect(nextOrder(['a', 'b'], ['c', 'b'], false)).toEqual({ rows: ['c', 'b'], waiting: [] });
  });

  it('keeps every row in its place under the hand and counts what is new', () => {
    const order = nextOrder(['a', 'b', 'c'], ['new-critical', 'c', 'a', 'b'], true);
    expect(order).toEqual({ rows: ['a', 'b', 'c'], waiting: ['new-critical'] });
  });

  it('keeps a row that is over until the hand leaves', () => {
    expect(nextOrder(['a', 'b'], ['b'], true).rows).toEqual(['a', 'b']);
    expect(nextOrder(['a', 'b'], ['b'], false).rows).toEqual(['b']);
  });

  it('fills an empty list even under the hand: nothing there can slip away', () => {
    expect(nextOrder([], ['a'], true)).toEqual({ rows: ['a'], waiting: [] });
  });
});

describe('neighbour', () => {
  it('walks the rows and stops at both ends', () => {
    expect(neighbour(['a', 'b'], 'a', 1)).toBe('b');
    expect(neighbour(['a', 'b'], 'b', 1)).toBe('b');
    expect(neighbour(['a', 'b'], 'a', -1)).toBe('a');
  });

  it('begins at the top, also when the selected row is not in the list', () => {
    expect(neighbour(['a', 'b'], null, 1)).toBe('a');
    expect(neighbour(['a', 'b'], 'gone', -1)).toBe('a');
    expect(neighbour([], null, 1)).toBeNull();
  });
});

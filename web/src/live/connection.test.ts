import { describe, expect, it } from 'vitest';
import {
  awaySince,
  type Connection,
  type ConnectionEvent,
  isBlind,
  nextConnection,
} from './connection.ts';

const play = (...events: ConnectionEvent[]): Connection =>
  events.reduce(nextConnection, { state: 'connecting', sinceMs: 0 });

describe('the connection', () => {
  it('is live with the first word and stays so while beats come', () => {
    const connection = play(
      { type: 'started', atMs: 0 },
      { type: 'heard', atMs: 100 },
      { type: 'ticked', atMs: 1000 },
      { type: 'heard', atMs: 1100 },
      { type: 'ticked', atMs: 3900 },
    );
    expect(connection).toMatchObject({ state: 'live', heardAtMs: 1100 });
  });

  it('says after three missed beats that it is blind, and since the last word', () => {
    const heard = play({ type: 'heard', atMs: 1000 });
    expect(nextConnection(heard, { type: 'ticked', atMs: 3999 })).toBe(heard);
    expect(nextConnection(heard, { type: 'ticked', atMs: 4000 })).toEqual({
      state: 'blind',
      sinceMs: 1000,
    });
  });

  it('says it sooner when the line broke, but not for a short break', () => {
    const broken = play({ type: 'heard', atMs: 1000 }, { type: 'dropped', atMs: 1200 });
    expect(nextConnection(broken, { type: 'ticked', atMs: 2600 }).state).toBe('live');
    expect(nextConnection(broken, { type: 'ticked', atMs: 2700 })).toEqual({
      state: 'blind',
      sinceMs: 1000,
    });
    expect(nextConnection(broken, { type: 'heard', atMs: 2000 }).state).toBe('live');
  });

  it('keeps the age of its blindness while it lasts', () => {
    const connection = play(
      { type: 'heard', atMs: 1000 },
      { type: 'ticked', atMs: 6000 },
      { type: 'ticked', atMs: 60_000 },
    );
    expect(connection).toEqual({ state: 'blind', sinceMs: 1000 });
  });

  it('is blind too when the center never answered', () => {
    const started = play({ type: 'started', atMs: 500 });
    expect(nextConnection(started, { type: 'ticked', atMs: 4999 })).toBe(started);
    expect(nextConnection(started, { type: 'ticked', atMs: 5000 })).toEqual({
      state: 'blind',
      sinceMs: 500,
    });
  });

  it('returns by itself with the next word', () => {
    const connection = play(
      { type: 'heard', atMs: 1000 },
      { type: 'ticked', atMs: 9000 },
      { type: 'heard', atMs: 9100 },
    );
    expect(connection.state).toBe('live');
  });

  it('is blind too where the page is too old to hear anything', () => {
    expect((['blind', 'outdated'] as const).map(isBlind)).toEqual([true, true]);
    expect((['connecting', 'live', 'signed-out'] as const).some(isBlind)).toBe(false);
  });

  it('stays outdated or signed out whatever still arrives', () => {
    expect(play({ type: 'outdated' }, { type: 'heard', atMs: 1 }).state).toBe('outdated');
    expect(play({ type: 'signed-out' }, { type: 'ticked', atMs: 9000 }).state).toBe('signed-out');
  });

  it('was away when it was blind, or dropped for longer than a break, or slept', () => {
    const live = play({ type: 'heard', atMs: 1000 });
    expect(awaySince(live, 3900)).toBeNull();
    expect(awaySince(live, 4000)).toBe(1000);
    expect(
      awaySince(play({ type: 'heard', atMs: 1000 }, { type: 'ticked', atMs: 9000 }), 9100),
    ).toBe(1000);
    const dropped = nextConnection(live, { type: 'dropped', atMs: 1200 });
    expect(awaySince(dropped, 2600)).toBeNull();
    expect(awaySince(dropped, 2700)).toBe(1000);
    expect(awaySince(play({ type: 'started', atMs: 0 }), 9000)).toBeNull();
  });
});

import { expect, it, vi } from 'vitest';
import { createNearEdge } from './near-edge.ts';
import type { HeldBack, PlaylistFetch } from './upstream.ts';
import type { LivePlaylist } from './upstream-playlist.ts';

const staying = new AbortController().signal;

/** A list that ends with segment 9 and `parts` parts of segment 10. */
function listOf(parts: number, last = 9): LivePlaylist {
  const part = { durationS: 0.4, independent: false };
  return {
    targetDurationS: 2,
    mediaSequence: last,
    discontinuitySequence: 0,
    segments: [{ number: last, durationS: 2, startsAtMs: 0, discontinuity: false }],
    parts: {
      targetS: 0.4,
      holdBackS: 1.2,
      of: new Map([
        [last, Array(5).fill(part)],
        [last + 1, Array(parts).fill(part)],
      ]),
      open: { number: last + 1, startsAtMs: 2000, discontinuity: false },
    },
  };
}

/** A camera that answers when the test says so; `asked` is what it was asked to hold back for. */
function camera(first: LivePlaylist = listOf(1)) {
  const asked: (HeldBack | undefined)[] = [];
  let waiting: ((fetched: PlaylistFetch) => void)[] = [];
  const load = (heldBack?: HeldBack) => {
    asked.push(heldBack);
    if (heldBack === undefined)
      return Promise.resolve<PlaylistFetch>({ ok: true, playlist: first });
    return new Promise<PlaylistFetch>((resolve) => waiting.push(resolve));
  };
  const answer = async (fetched: PlaylistFetch) => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    for (const resolve of waiting) resolve(fetched);
    waiting = [];
  };
  const edge = createNearEdge(load, () => performance.now());
  return { asked, answer, edge, list: (playlist: LivePlaylist) => answer({ ok: true, playlist }) };
}

it('holds the camera to one request, however many wait and whatever they wait for', async () => {
  const { asked, edge, list } = camera();
  const places = [1, 1, 2, 2, 1].map((part) => ({ number: 10, part }));
  const viewers = places.map((place) => edge.reach(place, staying));
  await list(listOf(2));
  await list(listOf(3));
  for (const reached of await Promise.all(viewers)) expect(reached.ok).toBe(true);
  expect(asked.map((heldBack) => heldBack?.part)).toEqual([undefined, 1, 2]);
});

it('answers at once what is listed already, and without a wish', async () => {
  const { asked, edge } = camera();
  for (const awaited of [null, { number: 10, part: 0 }, { number: 9, part: null }])
    expect((await edge.reach(awaited, staying)).ok).toBe(true);
  expect(asked).toEqual([undefined]);
});

it('takes a part beyond the last of a segment for the first of the next one', async () => {
  const { edge } = camera(listOf(1));
  expect((await edge.reach({ number: 9, part: 5 }, staying)).ok).toBe(true);
  const other = camera(listOf(0));
  const reached = other.edge.reach({ number: 9, part: 5 }, staying);
  await other.list(listOf(1));
  expect((await reached).ok).toBe(true);
});

it.each([
  { number: 12, part: 0 },
  { number: 12, part: null },
  { number: 10, part: 9 },
  { number: Number.MAX_SAFE_INTEGER, part: 0 },
])('waits for nothing that is too far ahead: %o', async (awaited) => {
  const { asked, edge } = camera();
  expect(await edge.reach(awaited, staying)).toEqual({ ok: false, reason: 'too-far' });
  expect(asked).toEqual([undefined]);
});

it('says so when nothing comes in three target durations', { timeout: 15_000 }, async () => {
  const { edge } = camera({ ...listOf(1), targetDurationS: 1 });
  const startedAtMs = performance.now();
  expect(await edge.reach({ number: 10, part: 1 }, staying)).toEqual({
    ok: false,
    reason: 'not-in-time',
  });
  expect(performance.now() - startedAtMs).toBeGreaterThan(2_900);
});

it('waits for nobody who has left', async () => {
  const { edge } = camera();
  const leaving = new AbortController();
  const reached = edge.reach({ number: 10, part: 1 }, leaving.signal);
  leaving.abort();
  expect(await reached).toEqual({ ok: false, reason: 'not-in-time' });
});

it('tells all who wait when the camera fails', async () => {
  const { edge, answer } = camera();
  const viewers = [1, 2].map((part) => edge.reach({ number: 10, part }, staying));
  await answer({ ok: false, reason: 'unreachable' });
  for (const reached of await Promise.all(viewers))
    expect(reached).toEqual({ ok: false, reason: 'unreachable' });
});

it('is not driven by a camera that holds nothing back', async () => {
  const asked: number[] = [];
  const load = async (): Promise<PlaylistFetch> => {
    asked.push(performance.now());
    return { ok: true, playlist: { ...listOf(1), targetDurationS: 1 } };
  };
  const edge = createNearEdge(load, () => performance.now());
  await edge.reach({ number: 10, part: 1 }, staying);
  // Three seconds of waiting, one question for each part's length.
  expect(asked.length).toBeLessThan(12);
});

it('shows a camera that ceases to hand out parts as it is now', async () => {
  const { edge, list } = camera();
  const reached = edge.reach({ number: 10, part: 1 }, staying);
  const { parts: _gone, ...whole } = listOf(0);
  await list(whole);
  expect(await reached).toEqual({ ok: true, playlist: whole });
});

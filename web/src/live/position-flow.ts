import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import { create } from 'zustand';
import { knowsVehicles } from './latest-store.ts';
import { steadyNow } from './steady-clock.ts';

/** What tells a position lane that has broken from trucks that have nothing to say. */
export type PositionFlow = {
  /** When the newest frame came, or the join that asked for one; `steadyNow()`. */
  frameAtMs: number;
  /** The newest word of any truck, by the server's clock. */
  wordAtMs: number;
  /** Beats since that frame that told of newer words: parked trucks say now and then that they live. */
  beatsWithWords: number;
  isStopped: boolean;
};

const stoppedAfterMs = 15_000;
const fewestBeats = 10;
const freshMs = 5_000;

export function flowFrom(atMs: number): PositionFlow {
  return { frameAtMs: atMs, wordAtMs: 0, beatsWithWords: 0, isStopped: false };
}

/** A stopped flow stays stopped until a frame comes: trucks that fall silent too make it no better. */
export function flowAfterBeat(
  flow: PositionFlow,
  { serverAtMs, feeds }: { serverAtMs: number; feeds: readonly FeedFreshness[] },
  atMs: number,
): PositionFlow {
  const wordAtMs = newestWord(feeds);
  const isNewer = flow.wordAtMs > 0 && wordAtMs > flow.wordAtMs;
  const beatsWithWords = flow.beatsWithWords + (isNewer ? 1 : 0);
  const isOverdue =
    atMs - flow.frameAtMs >= stoppedAfterMs &&
    beatsWithWords >= fewestBeats &&
    serverAtMs - wordAtMs <= freshMs;
  return { ...flow, wordAtMs, beatsWithWords, isStopped: flow.isStopped || isOverdue };
}

function newestWord(feeds: readonly FeedFreshness[]): number {
  const alive = feeds.filter(({ gateway, alive }) => gateway === 'jt808' && alive > 0);
  return Math.max(0, ...alive.map(({ lastSeenAtMs }) => lastSeenAtMs ?? 0));
}

const store = create<{ flow: PositionFlow }>(() => ({ flow: flowFrom(0) }));

/** A frame was taken, or a join asked for one. */
export function positionsCame(): void {
  store.setState({ flow: flowFrom(steadyNow()) });
}

export function positionsBeat(beat: { serverAtMs: number; feeds: readonly FeedFreshness[] }): void {
  if (!knowsVehicles()) return;
  store.setState(({ flow }) => ({ flow: flowAfterBeat(flow, beat, steadyNow()) }));
}

/** The center lives and hears trucks, but no position has come for long: where they are is not known. */
export function usePositionsStopped(): boolean {
  return store(({ flow }) => flow.isStopped);
}

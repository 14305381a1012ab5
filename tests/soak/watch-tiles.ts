import type { CDPSession, Page } from 'playwright-core';

/** A tile began or ceased to be live; `atMs` by the machine's clock. */
export type TileChange = { cameraId: string; state: string; atMs: number };

/** What the page told of itself since it was asked last. Durations and latencies in ms. */
export type PageNotes = {
  changes: TileChange[];
  latenciesMs: number[];
  longTasksMs: number[];
  /** Decoded pictures, and those of them that came too late to be shown, over all tiles that are there. */
  frames: { total: number; dropped: number };
};

/** Watches the tiles from inside the page, once a second, through what they say to a viewer. */
export async function startWatching(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes: Omit<PageNotes, 'frames'> = { changes: [], latenciesMs: [], longTasksMs: [] };
    const states = new Map<string, string>();
    const look = () => {
      for (const tile of document.querySelectorAll<HTMLElement>('.video-tile')) {
        const { cameraId = '', picture = '' } = tile.dataset;
        if (states.get(cameraId) !== picture) {
          states.set(cameraId, picture);
          notes.changes.push({ cameraId, state: picture, atMs: Date.now() });
        }
        const stamp = tile.querySelector('.video-tile-stamp span')?.textContent ?? '';
        const seconds = /([\d.]+) s/.exec(stamp)?.[1];
        if (seconds) notes.latenciesMs.push(Number(seconds) * 1000);
      }
    };
    setInterval(look, 1_000);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.longTasksMs.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(globalThis, { soakNotes: notes });
  });
}

/** What was noted since; the page forgets it. */
export function takeNotes(page: Page): Promise<PageNotes> {
  return page.evaluate(() => {
    const { soakNotes } = globalThis as unknown as { soakNotes: Omit<PageNotes, 'frames'> };
    const frames = { total: 0, dropped: 0 };
    for (const video of document.querySelectorAll('video')) {
      const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
      frames.total += totalVideoFrames;
      frames.dropped += droppedVideoFrames;
    }
    return {
      changes: soakNotes.changes.splice(0),
      latenciesMs: soakNotes.latenciesMs.splice(0),
      longTasksMs: soakNotes.longTasksMs.splice(0),
      frames,
    };
  });
}

/** Distances between the frames that the page drew in some seconds, ms. Looking makes it draw. */
export function frameTimes(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate(
    (untilMs) =>
      new Promise<number[]>((resolve) => {
        const tookMs: number[] = [];
        const startedAtMs = performance.now();
        let last = startedAtMs;
        const frame = (nowMs: number) => {
          tookMs.push(nowMs - last);
          last = nowMs;
          if (nowMs - startedAtMs < untilMs) requestAnimationFrame(frame);
          else resolve(tookMs.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1_000,
  );
}

/** What the page keeps alive after what nobody needs was thrown away. No inspector stays attached. */
export async function keptMemory(page: Page): Promise<{ heapMb: number; domNodes: number }> {
  const inspector: CDPSession = await page.context().newCDPSession(page);
  await inspector.send('Performance.enable');
  await inspector.send('HeapProfiler.collectGarbage');
  const { metrics } = await inspector.send('Performance.getMetrics');
  await inspector.detach();
  const metric = (wanted: string) =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heapMb: metric('JSHeapUsedSize') / 2 ** 20, domNodes: metric('Nodes') };
}

/**
 * What one look at one picture costs the page, ms, as `sample-video.ts` of the pages takes it once a second
 * and tile: the median of some hundred, from the pictures that run here.
 */
export function sampleCost(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const tookMs: number[] = [];
    for (let round = 0; round < 10; round++) {
      for (const video of document.querySelectorAll('video')) {
        const startedAtMs = performance.now();
        pen?.drawImage(video, 0, 0, 32, 18);
        pen?.getImageData(0, 0, 32, 18);
        tookMs.push(performance.now() - startedAtMs);
      }
    }
    return tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length / 2)] ?? Number.NaN;
  });
}

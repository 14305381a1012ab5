import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type ChildProgram, startProgram } from '#bench/child-program.ts';
import { rssMbOf } from '#bench/cpu-time.ts';
import { median, percentile, slope } from '#bench/sampling.ts';
import { browserSources, launchBrowser } from '#browser.ts';
import { eyes, levelsAlikeFor, levelsOn } from '#e2e/levels-apart.ts';
import { movingPictures } from '#e2e/pages.ts';
import { smallLettersOn } from '#e2e/small-letters.ts';
import { type After, undoing } from '#faults/harness/undo.ts';
import { descendantsOf, waitUntil } from '#launched-product.ts';
import { startScenarioHouse } from '#scenarios/scenario-house.ts';
import { sitDown } from '#scenarios/screens.ts';
import { type Stall, stallsOf } from './stalls.ts';
import {
  frameTimes,
  keptMemory,
  type PageNotes,
  sampleCost,
  startWatching,
  takeNotes,
} from './watch-tiles.ts';

export type SoakSettings = {
  minutes: number;
  viewport: { width: number; height: number };
  hasGraphicsCard: boolean;
  /** A picture of the wall is kept here. */
  shot: string;
  say: (line: string) => void;
};

type Minute = {
  minute: number;
  heapMb: number;
  domNodes: number;
  browserRssMb: number;
  liveTiles: number;
  /** Of the whole machine: what runs beside it belongs to the figures. */
  load: number;
  notes: PageNotes;
  frameTimesMs: number[];
  /** Texts that nobody reads from where he stands. */
  smallLetters: string[];
};

const tiles = 16;
const cutForMs = 30_000;
/** A tile that is well again within this has recovered; the cut camera counts from its return on. */
const recoversWithinMs = 60_000;
/** Of the beginning: caches fill, code is compiled. */
const settlingShare = 0.25;

/** Sixteen live tiles on the wall of the whole product, one of their sources cut and brought back once. */
export function soakWall(settings: SoakSettings): Promise<object> {
  return undoing(async (after) => {
    const { page, field, errors } = await openWall(settings, after);
    const cutCamera = await cameraOfTile(page, tiles - 3);
    const minutes: Minute[] = [];
    let cut: Promise<Cut> | null = null;
    for (let minute = 1; minute <= settings.minutes; minute++) {
      if (!cut && minute > settings.minutes / 3) cut = cutOnce(field, cutCamera);
      cut?.catch(() => undefined);
      const line = await watchMinute(page, minute);
      settings.say(tell(line));
      minutes.push(line);
    }
    await page.screenshot({ path: settings.shot });
    const moving = await movingPictures(page);
    const sampleMs = await sampleCost(page);
    const alike = await levelsAlike(page);
    return report(settings, {
      ...{ minutes, moving, sampleMs, alike, errors },
      cut: cut ? await cut : null,
    });
  });
}

/** Pictures are laid on a screen with half the work when no card is pretended; this scene has no map that needs one. */
const withoutCard = ['--disable-gpu', '--disable-gpu-compositing'];

async function openWall({ viewport, hasGraphicsCard, say }: SoakSettings, after: After) {
  const house = await startScenarioHouse(after);
  const field = startProgram('../soak/field-program.ts');
  after(() => field.end());
  await field.ask('start', house.plan);
  const { browser }: { browser: Browser } = await launchBrowser(
    browserSources,
    hasGraphicsCard ? [] : withoutCard,
  );
  after(() => browser.close());
  const { page, errors } = await sitDown(browser, after, house.url, 'wall', 'wall', {
    path: '/wall?wall=1&scene=video',
    viewport,
  });
  const live = () => page.locator('.video-tile[data-picture="live"]').count();
  // A machine that cannot show them all is told by the figures, not by an end without any.
  await waitUntil(
    () => 'sixteen live tiles',
    async () => (await live()) === tiles,
    180_000,
  ).catch((why: Error) => say(why.message));
  say(`${await live()} of ${tiles} tiles are live`);
  await startWatching(page);
  return { page, field, errors };
}

/** Levels of severity that are on the wall and that some eye cannot tell apart. */
async function levelsAlike(page: Page): Promise<{ shown: string[]; pairs: string[] }> {
  const shown = await levelsOn(page);
  const pairs: string[] = [];
  for (const eye of eyes)
    for (const pair of await levelsAlikeFor(page, eye, shown, 'soak-signs'))
      pairs.push(`${eye}: ${pair}`);
  return { shown, pairs };
}

const cameraOfTile = (page: Page, index: number) =>
  page.evaluate(
    (i) => document.querySelectorAll<HTMLElement>('.video-tile')[i]?.dataset.cameraId ?? '',
    index,
  );

type Cut = { cameraId: string; fromMs: number; untilMs: number };

async function cutOnce(field: ChildProgram, cameraId: string): Promise<Cut> {
  const fromMs = Date.now();
  await field.ask('put', { cameraId, state: 'lost' });
  await pause(cutForMs);
  await field.ask('put', { cameraId, state: 'well' });
  return { cameraId, fromMs, untilMs: Date.now() };
}

async function watchMinute(page: Page, minute: number): Promise<Minute> {
  const endsAtMs = performance.now() + 60_000;
  const frameTimesMs = await frameTimes(page, 5);
  await pause(Math.max(0, endsAtMs - performance.now()));
  const notes = await takeNotes(page);
  const browsers = descendantsOf(process.pid).filter(({ command }) => /chrom/i.test(command));
  return {
    ...{ minute, notes, frameTimesMs, ...(await keptMemory(page)) },
    browserRssMb: browsers.reduce((sum, { pid }) => sum + (rssMbOf(pid) ?? 0), 0),
    load: loadavg()[0] ?? Number.NaN,
    liveTiles: await page.locator('.video-tile[data-picture="live"]').count(),
    smallLetters: await smallLettersOn(page, 'wall'),
  };
}

type Found = {
  minutes: Minute[];
  moving: number;
  sampleMs: number;
  alike: { shown: string[]; pairs: string[] };
  cut: Cut | null;
  errors: readonly string[];
};

function report(
  { minutes: count, viewport }: SoakSettings,
  { minutes, moving, sampleMs, alike, cut, errors }: Found,
) {
  const stalls = stallsOf(minutes.flatMap(({ notes }) => notes.changes));
  const ofCut = stalls.filter((stall) => isOfCut(stall, cut));
  const others = stalls.filter((stall) => !isOfCut(stall, cut));
  const unrecovered = stalls.filter((stall) => !hasRecovered(stall, cut));
  const latenciesMs = minutes.flatMap(({ notes }) => notes.latenciesMs);
  const framesMs = minutes.flatMap(({ frameTimesMs }) => frameTimesMs);
  const longTasksMs = minutes.flatMap(({ notes }) => notes.longTasksMs);
  const frames = minutes.at(-1)?.notes.frames ?? { total: 0, dropped: 0 };
  const backAtMs = ofCut.at(-1)?.untilMs;
  const smallLetters = [...new Set(minutes.flatMap((line) => line.smallLetters))];
  return {
    machine: { cores: availableParallelism(), load: median(minutes.map(({ load }) => load)) },
    ...{ minutes: count, tiles, viewport: `${viewport.width}x${viewport.height}` },
    heapMbPerHour: growth(minutes, 'heapMb'),
    /** Not the page's alone: whoever watches by DevTools keeps a record of each request, which are thousands a minute. */
    browserRssMbPerHour: growth(minutes, 'browserRssMb'),
    heapMb: minutes.at(-1)?.heapMb,
    browserRssMb: minutes.at(-1)?.browserRssMb,
    domNodes: { first: minutes[0]?.domNodes, last: minutes.at(-1)?.domNodes },
    liveTiles: minutes.at(-1)?.liveTiles,
    /** By media time alone, whatever the tiles say. */
    movingTiles: moving,
    unrecovered: unrecovered.map(({ cameraId, state }) => `${cameraId} ${state}`),
    recoveredStalls: others.length - others.filter((one) => unrecovered.includes(one)).length,
    longestStallMs: Math.max(0, ...others.map(({ fromMs, untilMs }) => (untilMs ?? 0) - fromMs)),
    cut: cut && {
      cameraId: cut.cameraId,
      saidAfterMs: ofCut[0] ? ofCut[0].fromMs - cut.fromMs : null,
      liveAfterReturnMs: backAtMs ? backAtMs - cut.untilMs : null,
    },
    latencyMs: { p50: percentile(latenciesMs, 0.5), p95: percentile(latenciesMs, 0.95) },
    frameMs: { p50: percentile(framesMs, 0.5), p95: percentile(framesMs, 0.95) },
    droppedFrameShare: frames.dropped / Math.max(1, frames.total),
    longTasks: { count: longTasksMs.length, longestMs: Math.max(0, ...longTasksMs) },
    sampleMs,
    smallLetters,
    levelsShown: alike.shown,
    levelsAlike: alike.pairs,
    errors,
    holds:
      moving === tiles &&
      [unrecovered, errors, smallLetters, alike.pairs].every(({ length }) => length === 0),
  };
}

const isOfCut = (stall: Stall, cut: Cut | null) =>
  cut !== null &&
  stall.cameraId === cut.cameraId &&
  stall.fromMs >= cut.fromMs &&
  stall.fromMs <= cut.untilMs + recoversWithinMs;

function hasRecovered(stall: Stall, cut: Cut | null): boolean {
  if (stall.untilMs === null) return false;
  const fromMs = cut && isOfCut(stall, cut) ? Math.max(stall.fromMs, cut.untilMs) : stall.fromMs;
  return stall.untilMs - fromMs <= recoversWithinMs;
}

/** MB an hour, over what follows the settling; null in a run that is too short to tell. */
function growth(minutes: readonly Minute[], of: 'heapMb' | 'browserRssMb'): number | null {
  const settled = minutes.slice(Math.floor(minutes.length * settlingShare));
  if (settled.length < 3) return null;
  return 60 * slope(settled.map((line) => ({ x: line.minute, y: line[of] })));
}

const tell = ({ minute, heapMb, browserRssMb, domNodes, liveTiles, notes, frameTimesMs }: Minute) =>
  `minute ${minute}: heap ${heapMb.toFixed(1)} MB, browser ${browserRssMb.toFixed(0)} MB, ` +
  `${domNodes} nodes, ${liveTiles} live, latency ${percentile(notes.latenciesMs, 0.5)} ms, ` +
  `frame ${percentile(frameTimesMs, 0.5).toFixed(0)} ms, ${notes.longTasksMs.length} long tasks, ` +
  `${notes.changes.length} changes`;

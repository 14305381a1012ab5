import { randomBytes } from 'node:crypto';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { openStorage, type Storage } from '#adapters/storage/storage.ts';
import { openTracks, type Tracks } from '#adapters/storage/tracks.ts';
import { type DecisionLane, openDecisionLane } from '#domain/decision-lane.ts';
import type { KeptSilences } from '#domain/figures/feed-silences.ts';
import { emptyPicture, shiftTimesHeard } from '#domain/live-picture.ts';
import type { Clock, Dice, IdSource } from '#domain/ports.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';
import { areaOutlines } from './area-outlines.ts';
import type { Config } from './config.ts';
import { recallFeeds } from './feed-memory.ts';
import { readTimeLimits } from './read-time-limits.ts';
import { type ClockSources, watchClock } from './watched-clock.ts';

/** The ground floor of a running house: what everything else is wired to. */
export type Deps = {
  clock: Clock;
  newId: IdSource;
  dice: Dice;
  storage: Storage;
  /** To be closed before the storage, which holds DATA_DIR for both. */
  tracks: Tracks;
  lane: DecisionLane;
  /** How long people have for what here. */
  limits: TimeLimits;
  /** What the house before this one saw of silent feeds. */
  silencesBefore: KeptSilences | null;
  /** The world around a given situation, and around the committed one. */
  worldOf: (situation: Situation) => World;
  world: () => World;
};

/** Opens the store, folds its log, and knows who is who. */
export async function buildDeps(
  config: Config,
  clocks: ClockSources,
  onClockSet: (byMs: number) => void,
): Promise<Deps> {
  const { dataDir, vehicles, trackDays, laneTolerance: weightTolerance } = config;
  const feedsBefore = recallFeeds(dataDir);
  const picture = emptyPicture(clocks.wallMs(), new Map(Object.entries(feedsBefore?.heard ?? {})));
  const clock = watchClock((byMs) => {
    shiftTimesHeard(picture, byMs);
    onClockSet(byMs);
  }, clocks);
  const newId: IdSource = (prefix) => `${prefix}${randomBytes(9).toString('base64url')}`;
  const dice: Dice = () => randomBytes(4).readUInt32BE();
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const storage = await openStorage({ dataDir, nowMs: clock.nowMs, newId, say });
  const tracks = await openTracks({ dataDir, nowMs: clock.nowMs, retainHours: trackDays * 24 });
  const lane = openDecisionLane(storage.log, await storage.history(), clock.nowMs);
  const limits = readTimeLimits(config.timeLimitsFile);
  const registry = buildRegistry(site, fleet(vehicles), areaOutlines());
  const worldOf = (situation: Situation): World => ({
    registry,
    situation,
    picture,
    nowMs: clock.nowMs(),
    limits,
    weightTolerance,
  });
  return {
    clock,
    newId,
    dice,
    storage,
    tracks,
    lane,
    limits,
    silencesBefore: feedsBefore?.silences ?? null,
    worldOf,
    world: () => worldOf(lane.situation()),
  };
}

import { randomBytes } from 'node:crypto';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { openStorage, type Storage } from '#adapters/storage/storage.ts';
import { type DecisionLane, openDecisionLane } from '#domain/decision-lane.ts';
import { emptyPicture } from '#domain/live-picture.ts';
import type { Clock, DurableLog, IdSource } from '#domain/ports.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';
import { areaOutlines } from './area-outlines.ts';
import type { Config } from './config.ts';

/** The ground floor of a running house: what everything else is wired to. */
export type Deps = {
  clock: Clock;
  newId: IdSource;
  storage: Storage;
  lane: DecisionLane;
  /** The world around a given situation, and around the committed one. */
  worldOf: (situation: Situation) => World;
  world: () => World;
};

/** Opens the store, folds its whole log, and knows who is who. */
export async function buildDeps({ dataDir, vehicles }: Config): Promise<Deps> {
  const clock: Clock = { nowMs: Date.now };
  const newId: IdSource = (prefix) => `${prefix}${randomBytes(9).toString('base64url')}`;
  const storage = await openStorage({ dataDir, nowMs: clock.nowMs, newId });
  const lane = openDecisionLane(storage.log, await foldLog(storage.log), clock.nowMs);
  const registry = buildRegistry(site, fleet(vehicles), areaOutlines());
  const picture = emptyPicture(clock.nowMs());
  const worldOf = (situation: Situation): World => ({
    registry,
    situation,
    picture,
    nowMs: clock.nowMs(),
  });
  return { clock, newId, storage, lane, worldOf, world: () => worldOf(lane.situation()) };
}

/** A page of the log at a time: a large one must not hold up the worker that writes it. */
const pageOfLog = 1_000;

async function foldLog(log: DurableLog): Promise<Situation> {
  let situation = emptySituation();
  for (;;) {
    const events = await log.read(situation.seq, pageOfLog);
    if (events.length === 0) return situation;
    situation = events.reduce(applyDurable, situation);
  }
}

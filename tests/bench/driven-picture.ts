import { emptyPicture, meetVehicle } from '@ftz/bff/domain/live-picture.ts';
import { hearFix } from '@ftz/bff/domain/position-table.ts';
import { buildRegistry } from '@ftz/bff/domain/registry.ts';
import type { World } from '@ftz/bff/domain/sighting.ts';
import { scopeOf } from '@ftz/bff/domain/vehicle-scope.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { headingDegOf } from '@ftz/shared/contract/position-frame.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { createMovingTable } from './moving-table.ts';

/** Of the fleet's first truck. */
const firstKey = 1;

/** The picture of a house whose registered trucks all drive. */
export type DrivenPicture = {
  world: (headSeq: number, nowMs: number) => World;
  /** Every `movesEvery`-th vehicle reports, those whose turn it is at this beat. */
  step: (atMs: number, movesEvery: number, beat: number) => void;
};

export function createDrivenPicture(count: number, startedAtMs: number): DrivenPicture {
  const vehicles = fleet(count);
  const registry = buildRegistry(site, vehicles, []);
  const picture = emptyPicture(startedAtMs);
  const table = createMovingTable(count);
  for (const { key, id, plate, area } of vehicles)
    meetVehicle(picture, { key, id, plate, area, trusted: true });
  const scopes = Uint8Array.from(vehicles, ({ area }) => scopeOf(area, area));
  const { positions } = picture;

  /** Whole columns: what the playing takes is time in which the readers would fall asleep. */
  const reportAll = (atMs: number) => {
    const { heard, changedIn, frame } = positions;
    heard.lonE6.set(table.lonE6, firstKey);
    heard.latE6.set(table.latE6, firstKey);
    heard.speedKph.set(table.speedKph, firstKey);
    heard.heading.set(table.heading, firstKey);
    heard.scope.set(scopes, firstKey);
    heard.fixAtS.fill(Math.floor(atMs / 1000), firstKey, firstKey + count);
    changedIn.fill(frame + 1, firstKey, firstKey + count);
  };
  const report = (i: number, atMs: number) => {
    const point: LonLat = [table.lonE6[i]! / 1e6, table.latE6[i]! / 1e6];
    const [speedKph, headingDeg] = [table.speedKph[i]!, headingDegOf(table.heading[i]!)];
    const fix = { point, speedKph, headingDeg, deviceAtMs: atMs, receivedAtMs: atMs };
    hearFix(positions, firstKey + i, fix, scopes[i]!);
  };
  const situation = emptySituation();
  return {
    world: (headSeq, nowMs) => ({
      limits: siteTimeLimits,
      registry,
      situation: { ...situation, seq: headSeq },
      picture,
      nowMs,
    }),
    step: (atMs, movesEvery, beat) => {
      table.step();
      if (movesEvery === 1) return reportAll(atMs);
      for (let i = beat % movesEvery; i < count; i += movesEvery) report(i, atMs);
    },
  };
}

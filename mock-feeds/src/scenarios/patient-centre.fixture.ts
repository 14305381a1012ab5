import { site } from '@ftz/shared/site/site.ts';
import type { LaneReading } from '#sim/lane.ts';
import { awayFromLineM } from '#sim/plane.ts';
import type { TruckView } from '#sim/truck.ts';
import type { DeclaredJourney, WorldEvent } from '#sim/world-event.ts';

/** What a centre that knows nothing but reports would hold against a day. */
export type Complaint = { atMs: number; n: number; why: string };

type Check = [wrong: boolean, why: string];

const standingKph = 3;
const longestStandMs = 60_000;
const farthestM = 50;

function readingChecks(reading: LaneReading, journey: DeclaredJourney): Check[] {
  const gateId = reading.direction === 'IN' ? journey.toGateId : journey.fromGateId;
  const lane = site.lanes.find((candidate) => candidate.id === reading.laneId);
  return [
    [lane?.gateId !== gateId || lane.direction !== reading.direction, 'wrong lane'],
    [reading.plate !== journey.plate, 'wrong plate'],
    [reading.containerNo !== journey.containerNo, 'wrong container'],
    [(reading.seals[0]?.id ?? null) !== journey.sealId, 'wrong seal'],
    [reading.seals.some((seal) => seal.state !== 'sealed'), 'seal not closed'],
  ];
}

function eventChecks(event: WorldEvent, journey: DeclaredJourney | undefined): Check[] {
  switch (event.kind) {
    case 'fence-changed':
      return [[true, 'a fence spoke']];
    case 'journey-declared':
      return [[journey !== undefined, 'a second journey began before the first ended']];
    case 'seal-changed':
      return [
        [event.state.rope === 'cut' || event.state.cover === 'open', 'a seal was broken'],
        [journey !== undefined && event.events.includes('unsealed'), 'unsealed in transit'],
      ];
    case 'lane-passed':
      if (journey === undefined) return [[true, 'a lane was passed without a journey']];
      return readingChecks(event.reading, journey);
  }
}

/** Follows reports and positions, and remembers what does not fit together. */
export function createPatientCentre(opening: { n: number; journey: DeclaredJourney }[]) {
  const open = new Map(opening.map(({ n, journey }) => [n, journey]));
  const stoodSinceMs = new Map<number, number>();
  const complaints: Complaint[] = [];
  const file = (atMs: number, n: number, checks: Check[]) => {
    for (const [wrong, why] of checks) if (wrong) complaints.push({ atMs, n, why });
  };
  return {
    complaints,
    hear: (event: WorldEvent) => {
      const n = event.kind === 'fence-changed' ? 0 : event.n;
      file(event.atMs, n, eventChecks(event, open.get(n)));
      if (event.kind === 'journey-declared') open.set(n, event.journey);
      if (event.kind === 'lane-passed' && event.reading.direction === 'IN') open.delete(n);
    },
    see: (n: number, { point, speedKph }: TruckView, atMs: number) => {
      const journey = open.get(n);
      if (speedKph > standingKph || journey === undefined) stoodSinceMs.delete(n);
      else if (!stoodSinceMs.has(n)) stoodSinceMs.set(n, atMs);
      if (journey === undefined) return;
      const standsMs = atMs - (stoodSinceMs.get(n) ?? atMs);
      file(atMs, n, [
        [awayFromLineM(point, journey.corridor) > farthestM, 'off its road'],
        [standsMs > longestStandMs, 'stands on its journey'],
      ]);
    },
  };
}

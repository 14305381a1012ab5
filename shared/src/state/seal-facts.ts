import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';
import type { SealFacts } from './seal-lifecycle.ts';

/**
 * What is known of each seal: its own words (of one that has only ever said how it is, the newest), its
 * journey, and what was done to it. Everything is gone through once, however many seals are asked about.
 */
export function sealFactsIn(s: Situation): (sealId: string) => SealFacts {
  const journeys = new Map<string, Journey>();
  for (const journey of Object.values(s.journeys)) {
    const { sealId, departedAtMs } = journey;
    if (sealId === null) continue;
    const known = journeys.get(sealId);
    if (!known || departedAtMs > known.departedAtMs) journeys.set(sealId, journey);
  }
  const readAt = new Set(
    Object.values(s.laneReads).flatMap(({ passage: { gateId, seals } }) =>
      seals.filter(({ state }) => state === 'sealed').map(({ id }) => `${gateId} ${id}`),
    ),
  );
  const orders = Map.groupBy(Object.values(s.deviceOrders), ({ deviceId }) => deviceId);
  const open = Object.values(s.alarms).filter(({ state }) => state !== 'normal');
  const alarms = Map.groupBy(open, ({ sealId }) => sealId);
  return (sealId) => {
    const report = s.seals[sealId];
    const now = report ? [{ ...report, atMs: report.deviceAtMs }] : [];
    const journey = journeys.get(sealId) ?? null;
    return {
      steps: s.sealStories[sealId]?.steps ?? now,
      journey,
      orders: orders.get(sealId) ?? [],
      verified: journey !== null && readAt.has(`${journey.toGateId} ${sealId}`),
      alarms: (alarms.get(sealId) ?? []).map(({ kind }) => kind),
    };
  };
}

import type { AgencyRuling, TradeDocument } from '@ftz/shared/contract/document.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting } from '#domain/sighting.ts';
import { noonMs, reported, sightingOf, truck } from './example-world.ts';

export function examplePaper(change: Partial<TradeDocument>): TradeDocument {
  return {
    kind: 'manifest',
    id: 'D1',
    version: 1,
    areas: ['WGQ'],
    containerNo: truck.containerNo,
    billNo: 'B1',
    vehicleId: null,
    sealId: null,
    weightKg: 12_000,
    packages: 400,
    goods: 'Bearings',
    consignee: 'Example Trading 示例贸易',
    issuedAtMs: noonMs,
    ...change,
  };
}

export function examplePaperSighting(document: TradeDocument): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'document',
    gateway: 'documents-http',
    deviceId: 'documents',
    document,
  };
  return sightingOf(observation, {});
}

export function exampleRulingSighting(
  word: AgencyRuling['ruling'],
  around: Partial<Sighting>,
): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'ruling',
    gateway: 'documents-http',
    deviceId: 'documents',
    ruling: {
      id: 'R1',
      agency: 'quarantine',
      ruling: word,
      areas: [],
      containerNo: truck.containerNo,
      billNo: null,
      reason: 'sample',
      ruledAtMs: noonMs,
    },
  };
  return sightingOf(observation, around);
}

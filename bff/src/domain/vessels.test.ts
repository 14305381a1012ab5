import type { LonLat } from '@ftz/shared/contract/position.ts';
import { describe, expect, it } from 'vitest';
import { buildRegistry } from './registry.ts';
import {
  hearVessel,
  mostVessels,
  shiftVesselTimes,
  type VesselReport,
  type VesselTable,
  vesselForgottenAfterMs,
  vesselsNow,
} from './vessels.ts';

const site = {
  gates: [],
  lanes: [],
  panels: [],
  fences: [],
  cameras: [],
  offices: [],
  units: [],
  equipment: [],
};
const port: LonLat = [122.06, 30.63];
const registry = buildRegistry(site, [], [{ area: 'YSP', ring: [port] }]);
const heard = { receiverId: 'R1', trusted: true };

const place = (mmsi: number, point: LonLat = port): VesselReport => ({
  mmsi,
  kind: 'ship',
  fix: { point, speedKn: 10, courseDeg: 90, headingDeg: null, navStatus: 0 },
  particulars: {},
});
const name = (mmsi: number, text: string): VesselReport => ({
  mmsi,
  kind: 'ship',
  fix: null,
  particulars: { name: text },
});
const newTable = (): VesselTable => new Map();

describe('vessels near the port', () => {
  it('puts together what a vessel says in many messages', () => {
    const table = newTable();
    hearVessel(table, name(1, 'CALM'), { ...heard, atMs: 0 }, registry);
    expect(vesselsNow(table, 0)).toEqual([]);
    hearVessel(table, place(1), { ...heard, atMs: 1_000 }, registry);
    expect(vesselsNow(table, 5_000)).toMatchObject([{ mmsi: 1, name: 'CALM', ageS: 4 }]);
  });

  it('does not make a place younger by a name', () => {
    const table = newTable();
    hearVessel(table, place(1), { ...heard, atMs: 0 }, registry);
    hearVessel(table, name(1, 'CALM'), { ...heard, atMs: 60_000 }, registry);
    expect(vesselsNow(table, 60_000)).toMatchObject([{ name: 'CALM', ageS: 60 }]);
  });

  it('forgets who is silent, who sailed away, and never knew who is far', () => {
    const table = newTable();
    hearVessel(table, place(1), { ...heard, atMs: 0 }, registry);
    hearVessel(table, place(2), { ...heard, atMs: 1 }, registry);
    hearVessel(table, place(3, [120, 30]), { ...heard, atMs: 2 }, registry);
    hearVessel(table, place(2, [121, 32]), { ...heard, atMs: 3 }, registry);
    expect([...table.keys()]).toEqual([1]);
    expect(vesselsNow(table, vesselForgottenAfterMs + 1)).toEqual([]);
    hearVessel(table, place(4), { ...heard, atMs: vesselForgottenAfterMs + 1 }, registry);
    expect([...table.keys()]).toEqual([4]);
  });

  it('lets nobody unregistered move what a registered receiver heard', () => {
    const table = newTable();
    hearVessel(table, place(1), { ...heard, atMs: 0 }, registry);
    const stranger = { receiverId: 'X', trusted: false };
    hearVessel(table, place(1, [122.1, 30.6]), { ...stranger, atMs: 1 }, registry);
    hearVessel(table, place(2), { ...stranger, atMs: 1 }, registry);
    expect(vesselsNow(table, 1)).toMatchObject([
      { mmsi: 1, point: port },
      { mmsi: 2, trusted: false },
    ]);
  });

  it('keeps a bounded number, and puts no older place over a newer one', () => {
    const table = newTable();
    for (let mmsi = 1; mmsi <= mostVessels + 5; mmsi += 1) {
      hearVessel(table, place(mmsi), { ...heard, atMs: 0 }, registry);
    }
    expect(table.size).toBe(mostVessels);
    const stranger = { receiverId: 'X', trusted: false, atMs: 1 };
    hearVessel(table, place(999_999), stranger, registry);
    expect(table.has(999_999)).toBe(false);
    hearVessel(table, place(9, [122.2, 30.6]), { ...heard, atMs: 5 }, registry);
    hearVessel(table, place(9), { ...heard, atMs: 4 }, registry);
    expect(table.get(9)?.fix?.point).toEqual([122.2, 30.6]);
  });

  it('ages nobody when our clock is set', () => {
    const table = newTable();
    hearVessel(table, place(1), { ...heard, atMs: 0 }, registry);
    shiftVesselTimes(table, 3_600_000);
    expect(vesselsNow(table, 3_601_000)).toMatchObject([{ ageS: 1 }]);
  });
});

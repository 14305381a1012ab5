import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Vessel, VesselKind } from '@ftz/shared/contract/vessel.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import type { Registry } from './registry.ts';

/** What vessels tell of themselves once in a while; a message says only some of it. */
export type VesselParticulars = Pick<
  Vessel,
  'name' | 'callsign' | 'destination' | 'imo' | 'shipType' | 'draughtM'
>;

/** One message of one vessel, in the words of the sea. `fix` is null for one without a place. */
export type VesselReport = {
  mmsi: number;
  kind: VesselKind;
  fix: Pick<Vessel, 'point' | 'speedKn' | 'courseDeg' | 'headingDeg' | 'navStatus'> | null;
  particulars: Partial<VesselParticulars>;
};

/** Who heard it, and when. */
export type VesselHeard = { receiverId: string; trusted: boolean; atMs: number };

type KnownVessel = VesselReport & { particulars: VesselParticulars; heard: VesselHeard };

/** Everybody heard lately, by MMSI, the longest without a place first. Memory alone: context is no record. */
export type VesselTable = Map<number, KnownVessel>;

export const mostVessels = 5_000;
export const vesselForgottenAfterMs = 15 * 60_000;
const nearM = 60_000;
/** Vessels belong to the area of the port. */
export const areaOfVessels = 'YSP';

const nothingSaid: VesselParticulars = {
  name: null,
  callsign: null,
  destination: null,
  imo: null,
  shipType: null,
  draughtM: null,
};

/**
 * Takes what a vessel says. Who sails away is forgotten; a receiver that nobody registered neither
 * moves a vessel that a registered one has heard nor takes its place when the table is full.
 */
export function hearVessel(
  table: VesselTable,
  report: VesselReport,
  heard: VesselHeard,
  registry: Registry,
): void {
  forgetSilent(table, heard.atMs);
  const known = table.get(report.mmsi);
  if (known && mayNotChange(known, heard)) return;
  if (report.fix && !isNearPort(report.fix.point, registry)) {
    table.delete(report.mmsi);
    return;
  }
  if (!known && !makeRoom(table, heard)) return;
  const isNews = report.fix !== null || !known?.fix;
  // A Map lists its keys in the order of insertion: putting it back makes it the newest.
  if (isNews) table.delete(report.mmsi);
  table.set(report.mmsi, {
    mmsi: report.mmsi,
    kind: report.fix ? report.kind : (known?.kind ?? report.kind),
    fix: report.fix ?? known?.fix ?? null,
    particulars: { ...nothingSaid, ...known?.particulars, ...report.particulars },
    heard: isNews ? heard : known.heard,
  });
}

const mayNotChange = (known: KnownVessel, heard: VesselHeard) =>
  heard.atMs < known.heard.atMs || (known.heard.trusted && !heard.trusted);

function makeRoom(table: VesselTable, heard: VesselHeard): boolean {
  if (table.size < mostVessels) return true;
  if (!heard.trusted) return false;
  const [oldest] = table.keys();
  if (oldest !== undefined) table.delete(oldest);
  return true;
}

function isNearPort(point: LonLat, { outlines }: Registry): boolean {
  return outlines.some(({ area, ring }) => {
    const [corner] = ring;
    return area === areaOfVessels && corner !== undefined && distanceM(point, corner) <= nearM;
  });
}

/** Walks only over those that have been silent for too long. */
function forgetSilent(table: VesselTable, nowMs: number): void {
  for (const [mmsi, { heard }] of table) {
    if (nowMs - heard.atMs <= vesselForgottenAfterMs) return;
    table.delete(mmsi);
  }
}

/** Our clock was set by `byMs`: nobody has been silent for longer because of it. */
export function shiftVesselTimes(table: VesselTable, byMs: number): void {
  for (const vessel of table.values()) vessel.heard.atMs += byMs;
}

/** Everybody who has a place and is not silent for too long. */
export function vesselsNow(table: VesselTable, nowMs: number): Vessel[] {
  return [...table.values()].flatMap(({ mmsi, kind, fix, particulars, heard }): Vessel[] => {
    const ageMs = Math.max(0, nowMs - heard.atMs);
    if (fix === null || ageMs > vesselForgottenAfterMs) return [];
    const { receiverId, trusted, atMs } = heard;
    const ageS = Math.floor(ageMs / 1000);
    return [{ mmsi, kind, ...fix, ...particulars, receiverId, trusted, heardAtMs: atMs, ageS }];
  });
}

import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { VesselKind } from '@ftz/shared/contract/vessel.ts';
import type { VesselParticulars, VesselReport } from '#domain/vessels.ts';
import type { AisMessage } from './decode.ts';

const kindOf: Readonly<Record<string, VesselKind>> = {
  position: 'ship',
  voyage: 'ship',
  'long-range-position': 'ship',
  'class-b-position': 'small-craft',
  'class-b-extended': 'small-craft',
  'static-name': 'small-craft',
  'static-ship': 'small-craft',
  'static-boat': 'small-craft',
  'base-station': 'base-station',
  'aid-to-navigation': 'aid-to-navigation',
  'sar-aircraft': 'sar-aircraft',
};

/** What the message says of a vessel; null when it is about something else. */
export function vesselOf({ mmsi, kind, fields }: AisMessage): VesselReport | null {
  const vesselKind = kindOf[kind];
  if (vesselKind === undefined || mmsi < 1 || mmsi > 999_999_999) return null;
  return {
    mmsi,
    kind: vesselKind,
    fix: fixOf(fields, kind === 'sar-aircraft' || kind === 'long-range-position'),
    particulars: particularsOf(fields),
  };
}

type Fields = AisMessage['fields'];

/** A number that is there and below what the standard calls "not available" (M.1371-5, annex 8). */
function below(limit: number, value: Fields[string] | undefined): number | null {
  return typeof value === 'number' && value < limit ? value : null;
}

function fixOf(fields: Fields, wholeKnots: boolean): VesselReport['fix'] {
  const point = pointOf(fields);
  if (point === null) return null;
  const speedLimit = 'altitudeM' in fields ? 1022 : wholeKnots ? 63 : 102.2;
  const heading = below(360, fields.headingDeg);
  return {
    point,
    speedKn: below(speedLimit, fields.speedKn),
    courseDeg: below(360, fields.courseDeg),
    headingDeg: heading,
    navStatus: below(15, fields.navStatus),
  };
}

/** Longitude 181 and latitude 91 mean that it does not know; 0, 0 is what a broken set sends. */
function pointOf({ lonDeg, latDeg }: Fields): LonLat | null {
  if (typeof lonDeg !== 'number' || typeof latDeg !== 'number') return null;
  if (Math.abs(lonDeg) > 180 || Math.abs(latDeg) > 90 || (lonDeg === 0 && latDeg === 0))
    return null;
  return [lonDeg, latDeg];
}

/** Only what is said: what a message leaves out, another has told. */
function particularsOf(fields: Fields): Partial<VesselParticulars> {
  const said: Partial<VesselParticulars> = {};
  const name = `${fields.name ?? ''}${fields.nameExtension ?? ''}`;
  if (name !== '') said.name = name;
  if (typeof fields.callsign === 'string' && fields.callsign) said.callsign = fields.callsign;
  if (typeof fields.destination === 'string' && fields.destination) {
    said.destination = fields.destination;
  }
  if (typeof fields.imo === 'number' && fields.imo > 0) said.imo = fields.imo;
  if (typeof fields.shipType === 'number' && fields.shipType > 0) said.shipType = fields.shipType;
  if (typeof fields.draughtM === 'number' && fields.draughtM > 0) said.draughtM = fields.draughtM;
  return said;
}

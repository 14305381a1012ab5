import type { LonLat } from '@ftz/shared/contract/position.ts';

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * A moment of CAP, section 3.3.2: with its offset, of which `-00:00` is UTC. `Z` is not allowed by the
 * text and sent by many. Null for what is no moment; a day that the month does not have is none.
 */
export function readCapTime(text: string): number | null {
  const parts = dateTime.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  const lastDay = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  if ((day ?? 0) < 1 || (day ?? 0) > lastDay) return null;
  const atMs = Date.parse(text);
  return atMs >= 0 ? atMs : null;
}

const blank = /\s+/;
const number = /^[+-]?\d+(?:\.\d+)?$/;

/** "latitude,longitude", in this order. */
function readPoint(text: string): LonLat | null {
  const parts = text.split(',');
  const [lat = '', lon = ''] = parts;
  if (parts.length !== 2 || !number.test(lat) || !number.test(lon)) return null;
  const [y, x] = [Number(lat), Number(lon)];
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? [x, y] : null;
}

/** A closed ring of four points at least, longitude first. */
export function readPolygon(text: string): LonLat[] | null {
  const points = text.trim().split(blank).map(readPoint);
  const ring = points.filter((point) => point !== null);
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < points.length || ring.length < 4 || !first || !last) return null;
  return first[0] === last[0] && first[1] === last[1] ? ring : null;
}

export type CapCircle = { centre: LonLat; radiusKm: number };

/** "latitude,longitude radius", in kilometres. */
export function readCircle(text: string): CapCircle | null {
  const parts = text.trim().split(blank);
  const [centre, radius = ''] = [readPoint(parts[0] ?? ''), parts[1]];
  if (parts.length !== 2 || !centre || !number.test(radius) || Number(radius) < 0) return null;
  return { centre, radiusKm: Number(radius) };
}

/** Words set apart by blanks; one that has blanks itself stands in quotation marks (section 3.2.1). */
export function readWords(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** An earlier message, by the three things that name it. */
export type CapReference = { sender: string; identifier: string; sent: string };

/** "sender,identifier,sent" triples. What is no triple is left out. */
export function readReferences(text: string): CapReference[] {
  return text.split(blank).flatMap((triple) => {
    const first = triple.indexOf(',');
    const last = triple.lastIndexOf(',');
    if (first <= 0 || last <= first + 1 || last === triple.length - 1) return [];
    return {
      sender: triple.slice(0, first),
      identifier: triple.slice(first + 1, last),
      sent: triple.slice(last + 1),
    };
  });
}

import { zoneDate, zoneTime } from './zone-time.ts';

const stamp = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/**
 * A sentence of the server with its UTC stamps (ISO 8601) as the zone's clock shows them, the day
 * only when it is not the day of `nowMs`.
 */
export function withZoneStamps(sentence: string, nowMs: number): string {
  return sentence.replace(stamp, (found) => {
    const atMs = Date.parse(found);
    const day = zoneDate(atMs);
    return day === zoneDate(nowMs) ? zoneTime(atMs) : `${day} ${zoneTime(atMs)}`;
  });
}

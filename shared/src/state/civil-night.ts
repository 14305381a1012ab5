const dayFromHour = 6;
const nightFromHour = 20;

/** Whether it is night by the zone's own clock, whatever the sun does. */
export function isCivilNight(utcOffsetMin: number, nowMs: number): boolean {
  const zoneHour = Math.floor((nowMs / 60_000 + utcOffsetMin) / 60) % 24;
  return zoneHour >= nightFromHour || zoneHour < dayFromHour;
}

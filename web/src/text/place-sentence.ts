import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Gate, Site } from '@ftz/shared/contract/site.ts';
import { bearingDeg } from '@ftz/shared/geo/bearing.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { lengthText } from '#lib/length.ts';
import { nameIn } from './names.ts';
import type { Language, Text } from './text.ts';

const atTheGateM = 60;

/** A point as people say it: at a gate, or how far and in which direction from the nearest one. */
export function placeSentence(
  point: LonLat,
  site: Site | null,
  text: Text,
  language: Language,
): string {
  const gate = site && nearestGate(point, site.gates);
  if (!gate) return `${point[1].toFixed(4)}, ${point[0].toFixed(4)}`;
  const metres = distanceM(gate.point, point);
  const name = nameIn(language, gate);
  if (metres < atTheGateM) return name;
  const direction = compassWord(bearingDeg(gate.point, point), text.place.compass);
  return text.place.near(lengthText(metres), direction, name);
}

function nearestGate(point: LonLat, gates: readonly Gate[]): Gate | null {
  const [first, ...rest] = gates;
  if (!first) return null;
  return rest.reduce(
    (best, gate) => (distanceM(gate.point, point) < distanceM(best.point, point) ? gate : best),
    first,
  );
}

/** One of eight words, the first of which is north. */
export function compassWord(bearing: number, words: readonly string[]): string {
  return words[Math.round((((bearing % 360) + 360) % 360) / 45) % 8] ?? '';
}

import { apron } from './apron-scene.ts';
import { bridge } from './bridge-scene.ts';
import { fence } from './fence-scene.ts';
import { gate } from './gate-scene.ts';
import { quay } from './quay-scene.ts';
import type { Scene } from './stage.ts';
import { yard } from './yard-scene.ts';

/** Every scene by the name of its folder. Throws on a name that is none. */
export function sceneByName(name: string): Scene {
  const scene = scenes[name];
  if (scene === undefined) throw new Error(`${name} is none of ${Object.keys(scenes).join(', ')}`);
  return scene();
}

const scenes: Record<string, () => Scene> = {
  gate: () => gate('day'),
  'gate-night': () => gate('night'),
  'gate-rain': () => gate('rain'),
  fence: () => fence('infrared'),
  'fence-rain': () => fence('rain'),
  'fence-dawn': () => fence('dawn'),
  yard: () => yard('night'),
  'yard-day': () => yard('day'),
  bridge,
  quay,
  apron,
  /** Any lens under a cloth: what is left is the sensor's own noise. */
  covered: () => ({ ...yard('night'), sensor: { exposure: 0, colour: 0, grain: 4, rain: false } }),
};

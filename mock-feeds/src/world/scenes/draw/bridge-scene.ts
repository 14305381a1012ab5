import { material } from './material.ts';
import { beam, box, type Face, floor, type Stand, stand } from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import { car, truck, truckBumper, truckShadow } from './vehicle-model.ts';
import { weathers } from './weather.ts';

const lampZs = [18, 54, 90, 126, 162, 198];
const pylonZ = 190;

/** The sea bridge at dusk: two lanes each way, a cable-stayed span ahead, the sea on both sides. */
export function bridge(): Scene {
  return {
    eye: { at: [-7.2, 8.2, -4], look: [3.4, 2.4, 60], fovDeg: 50 },
    around: {
      weather: weathers.dusk,
      lamps: lampZs.map((z) => downLamp([0, 10, z], [190, 120, 52])),
      blockers: [],
    },
    still: [...deck(), ...lampRow(), ...pylon(), ...sea()],
    moving: traffic,
    sensor: { exposure: 1.1, colour: 0.85, grain: 4, rain: false },
  };
}

function deck(): Face[] {
  const rail = material([0.35, 0.36, 0.37]);
  const paint = material([0.55, 0.55, 0.5]);
  const posts = Array.from({ length: 90 }, (_, i) =>
    [-12.2, 12.2].flatMap((x) => box(stand(x, 0, i * 4 - 8), [0.12, 1.3, 0.12], rail)),
  ).flat();
  return [
    floor(-12.5, -12, 12.5, 900, 0, material([0.12, 0.12, 0.125], 'asphalt')),
    ...[-6, 6].map((x) =>
      floor(x - 0.1, -12, x + 0.1, 600, 0.03, material([0.6, 0.6, 0.56], 'dashes')),
    ),
    ...[-11.2, -1, 1, 11.2].map((x) => floor(x - 0.1, -12, x + 0.1, 600, 0.03, paint)),
    ...box(stand(0, 0, 300), [0.6, 0.9, 630], material([0.3, 0.3, 0.29])),
    ...[-12.2, 12.2].flatMap((x) =>
      box(stand(x, 0, 300), [0.35, 0.6, 630], material([0.3, 0.3, 0.29])),
    ),
    ...[-12.2, 12.2].flatMap((x) => beam([x, 1.25, -12], [x, 1.25, 500], 0.12, rail)),
    ...posts,
  ];
}

function lampRow(): Face[] {
  const lamp = material([1, 0.85, 0.55], 'plain', { glow: 6 });
  return lampZs.flatMap((z) => [
    ...beam([0, 0.8, z], [0, 10, z], 0.2, material([0.28, 0.28, 0.28])),
    ...beam([-2.6, 10, z], [2.6, 10, z], 0.12, material([0.28, 0.28, 0.28])),
    ...[-2.5, 2.5].flatMap((x) => box(stand(x, 9.9, z), [1, 0.12, 0.4], lamp)),
  ]);
}

/** An A-shaped pylon of about 90 m above the deck, and its stays. */
function pylon(): Face[] {
  const concrete = material([0.36, 0.36, 0.36]);
  const cable = material([0.32, 0.32, 0.32]);
  const legs = [-15, 15].flatMap((x) => beam([x, -20, pylonZ], [0, 66, pylonZ], 3.2, concrete));
  const stays = Array.from({ length: 11 }, (_, i) =>
    [-1, 1].flatMap((side) =>
      beam([0, 64 - i * 2.2, pylonZ], [0, 1, pylonZ + side * (22 + i * 13)], 0.3, cable),
    ),
  ).flat();
  const warning = box(
    stand(0, 66, pylonZ),
    [1.2, 1.2, 1.2],
    material([1, 0.05, 0.03], 'plain', { glow: 5 }),
  );
  return [
    ...legs,
    ...beam([-10, 24, pylonZ], [10, 24, pylonZ], 2.4, concrete),
    ...stays,
    ...warning,
  ];
}

function sea(): Face[] {
  const water = material([0.06, 0.085, 0.11], 'water');
  const isle = material([0.05, 0.055, 0.06]);
  return [
    floor(-3000, -60, 3000, 4000, -28, water),
    ...box(stand(700, -28, 2600), [900, 110, 100], isle),
    ...box(stand(1000, -28, 2700), [500, 180, 100], isle),
    ...box(stand(-1100, -28, 3000), [700, 70, 100], isle),
  ];
}

/** Lorries at even distances, so that the loop closes: away on the right, back on the left. */
function traffic(atS: number): Moment {
  const away = (i: number, x: number) => stand(x, 0, ((atS * 15 + i * 90) % 360) - 25);
  const back = (i: number, x: number) =>
    stand(x, 0, 300 - ((atS * 15 + i * 90 + 40) % 360), Math.PI);
  const lorries: [Stand, number][] = [
    [away(0, 8.6), 3],
    [away(1, 8.6), 12],
    [away(3, 8.6), 6],
    [back(0, -8.6), 5],
    [back(2, -8.6), 10],
    [back(3, -8.6), 7],
  ];
  const cars = [away(2, 3.6), back(1, -3.6)];
  return {
    faces: [
      ...lorries.flatMap(([where, seed]) => truck(where, seed, true)),
      ...cars.flatMap((where) => car(where, [0.3, 0.31, 0.33], true)),
    ],
    shadows: [
      ...lorries.map(([where]) => truckShadow(where)),
      ...cars.map((where) => ({ where, width: 1.8, depth: 4.5 })),
    ],
    headlights: [...lorries.map(([where]) => truckBumper(where)), ...cars],
  };
}

import { boxAround } from './blocker.ts';
import { material } from './material.ts';
import { beam, box, type Face, floor, quad, type Stand, stand } from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import { hash, smoothstep } from './vector.ts';
import { container, truck, truckBumper, truckShadow } from './vehicle-model.ts';
import { weathers } from './weather.ts';

/** The quay edge runs along z at x = 14; the ship lies beyond it, cranes straddle the truck lanes. */
const edgeX = 14;
const craneZs = [48, 100, 152];
const lampZs = [12, 48, 84, 120];

/** A container berth by night: ship-to-shore cranes, a ship alongside, tractors below. */
export function quay(): Scene {
  return {
    eye: { at: [-13, 15, -6], look: [7, 7.5, 46], fovDeg: 68 },
    around: {
      weather: weathers.night,
      lamps: [
        ...lampZs.map((z) => downLamp([-7, 18, z], [480, 330, 165])),
        ...craneZs.map((z) => downLamp([10, 34, z], [900, 900, 870])),
        ...craneZs.map((z) => downLamp([31, 38, z], [1500, 1500, 1450])),
      ],
      blockers: [boxAround([34, 0, 112], [30, 9, 170])],
    },
    still: [...ground(), ...ship(), ...craneZs.flatMap(crane), ...masts()],
    moving: work,
    sensor: { exposure: 0.95, colour: 0.8, grain: 6, rain: false },
  };
}

function ground(): Face[] {
  const paint = material([0.5, 0.44, 0.12]);
  return [
    floor(-200, -30, edgeX, 500, 0, material([0.15, 0.15, 0.148], 'concrete')),
    floor(edgeX, -30, 900, 900, -5, material([0.02, 0.03, 0.04], 'water')),
    ...[-6, -1.5, 3, 7.5].map((x) => floor(x - 0.1, -30, x + 0.1, 300, 0.03, paint)),
    ...box(stand(edgeX - 0.3, 0, 235), [0.6, 0.5, 530], material([0.5, 0.4, 0.05], 'stripes')),
    ...[-12, 11.5].flatMap((x) =>
      box(stand(x, 0, 235), [0.16, 0.05, 530], material([0.08, 0.08, 0.08])),
    ),
  ];
}

/** A hull with boxes on deck and the bridge house aft. */
function ship(): Face[] {
  const hull = material([0.05, 0.07, 0.13]);
  const house = material([0.5, 0.5, 0.48], 'windows');
  const cargo = Array.from({ length: 11 }, (_, bay) =>
    Array.from({ length: 10 }, (_, row) => {
      const tiers = 1 + Math.floor(hash(bay, row, 4) * 2 + hash(bay, 8) * 4);
      return Array.from({ length: tiers }, (_, tier) =>
        container(
          stand(21.5 + row * 2.6, 8.6 + tier * 2.6, 40 + bay * 13.4),
          bay * 41 + row * 7 + tier,
        ),
      ).flat();
    }).flat(),
  ).flat();
  return [
    ...box(stand(34, -5, 118), [32, 13, 180], hull, material([0.12, 0.07, 0.06])),
    quad(
      [
        [18, -5, 28],
        [34, -5, 6],
        [34, 9.5, 2],
        [18, 8, 28],
      ],
      hull,
    ),
    quad(
      [
        [34, -5, 6],
        [50, -5, 28],
        [50, 8, 28],
        [34, 9.5, 2],
      ],
      hull,
    ),
    ...box(stand(34, 8, 196), [28, 26, 10], house),
    ...cargo,
  ];
}

/** A ship-to-shore crane: portal, boom out over the ship, machinery house. */
function crane(z: number): Face[] {
  const steel = material([0.1, 0.2, 0.42]);
  const red = material([0.45, 0.06, 0.04]);
  const lamp = material([1, 0.98, 0.9], 'plain', { glow: 8 });
  const legs = [-11.5, 11.5].flatMap((x) =>
    [z - 8, z + 8].flatMap((foot) => beam([x, 0, foot], [x, 36, foot], 1.2, steel)),
  );
  return [
    ...legs,
    ...[z - 8, z + 8].flatMap((at) => beam([-12, 14, at], [12, 14, at], 1.1, steel)),
    ...[-11.5, 11.5].flatMap((x) => beam([x, 2.6, z - 8], [x, 2.6, z + 8], 1.1, steel)),
    ...[-11.5, 11.5].flatMap((x) => beam([x, 36, z - 8], [x, 36, z + 8], 1.1, steel)),
    ...[z - 2.4, z + 2.4].flatMap((at) => beam([-24, 37, at], [54, 37, at], 1.3, red)),
    ...beam([11.5, 36, z], [5, 58, z], 1.1, steel),
    ...beam([5, 58, z], [50, 38, z], 0.35, steel),
    ...beam([5, 58, z], [-22, 38, z], 0.35, steel),
    ...box(stand(-14, 38, z), [9, 5, 6], material([0.45, 0.45, 0.44])),
    ...[-6, 8, 26, 40].flatMap((x) => box(stand(x, 36, z - 2.6), [1, 0.3, 0.6], lamp)),
  ];
}

function masts(): Face[] {
  const lamp = material([1, 0.9, 0.68], 'plain', { glow: 7 });
  return lampZs.flatMap((z) => [
    ...beam([-16, 0, z], [-16, 18, z], 0.4, material([0.3, 0.3, 0.3])),
    ...box(stand(-15.4, 18, z), [2, 0.3, 1.2], lamp),
  ]);
}

/** The loop: tractors pass under the cranes; the nearest crane takes a box to the ship and returns. */
function work(atS: number): Moment {
  const wheels: [Stand, number][] = [
    [stand(0.8, 0, 175 - ((atS * 8) % 192), Math.PI), 2],
    [stand(0.8, 0, 175 - ((atS * 8 + 80) % 192), Math.PI), 14],
    [stand(5.2, 0, -20 + ((atS * 7.5 + 40) % 180)), 11],
  ];
  return {
    faces: [
      ...wheels.flatMap(([where, seed]) => truck(where, seed, true)),
      ...hoist(48, smoothstep(5, 11, atS) - smoothstep(16, 22, atS), 31),
      ...hoist(100, 0.5 + 0.5 * Math.sin((atS / 24) * 2 * Math.PI), 37),
    ],
    shadows: wheels.map(([where]) => truckShadow(where)),
    headlights: wheels.map(([where]) => truckBumper(where)),
  };
}

/** A trolley with a box below it; 0 is over the lanes, 1 over the ship. */
function hoist(z: number, across: number, seed: number): Face[] {
  const x = 3 + across * 26;
  const y = 9 + 17 * Math.sin(Math.min(1, Math.max(0, across)) * Math.PI) + across * 9;
  const rope = material([0.05, 0.05, 0.05]);
  return [
    ...box(stand(x, 35.2, z), [5, 1.4, 6], material([0.5, 0.5, 0.48])),
    ...[-4.5, 4.5].flatMap((dz) => beam([x, 36, z], [x, y + 2.9, z + dz], 0.14, rope)),
    ...box(stand(x, y + 2.6, z), [2.2, 0.4, 12], material([0.5, 0.36, 0.03])),
    ...container(stand(x, y, z), seed),
  ];
}

import { boxAround } from './blocker.ts';
import { material } from './material.ts';
import { beam, box, type Face, floor, moved, type Stand, stand } from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import { hash, smoothstep, type Vec3 } from './vector.ts';
import { container, person, truck, truckBumper, truckShadow } from './vehicle-model.ts';
import { sodium, weathers, whiteLamp } from './weather.ts';

type Hour = 'day' | 'night' | 'rain';

/** Lanes lie along z, 5 m apart; lorries come towards the camera, in the last lane they leave. */
const laneXs = [-5, 0, 5] as const;
const boothZ = 24;
const eyes: Record<Hour, { at: Vec3; look: Vec3; fovDeg: number }> = {
  day: { at: [5.6, 6.2, 3], look: [-1.2, 1, 28], fovDeg: 62 },
  night: { at: [-8.5, 5.2, 6], look: [1.5, 1.4, 28], fovDeg: 66 },
  rain: { at: [0.5, 7.4, -3], look: [0, 0.6, 26], fovDeg: 54 },
};

/** A checkpoint: three lanes with booths and barriers under a canopy, the yard behind. */
export function gate(hour: Hour): Scene {
  const dark = hour !== 'day';
  const blockers = [
    { low: [-9, 6.4, boothZ - 4] as Vec3, high: [9, 7.2, boothZ + 5] as Vec3 },
    ...boothXs.map((x) => boxAround([x, 0, boothZ], [1.5, 2.8, 3])),
  ];
  return {
    eye: eyes[hour],
    around: {
      weather: weathers[hour],
      lamps: dark ? gateLamps : [],
      blockers: dark ? blockers.slice(1) : blockers,
    },
    still: [...ground(hour), ...canopy(dark), ...boothXs.flatMap((x) => booth(x, dark)), ...yard()],
    moving: (atS) => traffic(atS, dark),
    sensor: {
      exposure: dark ? 1.15 : 0.85,
      colour: dark ? 0.8 : 0.85,
      grain: dark ? 6 : 3,
      rain: hour === 'rain',
    },
  };
}

const boothXs = [-2.5, 2.5];
const gateLamps = [
  ...laneXs.map((x) => downLamp([x, 6.3, boothZ], whiteLamp)),
  ...[-11, 11].map((x) => downLamp([x, 11, 8], [150, 95, 40])),
  ...[-11, 11].map((x) => downLamp([x, 11, 48], [220, 130, 48])),
  downLamp([0, 14, 85], [sodium[0] * 5, sodium[1] * 5, sodium[2] * 5]),
];

function ground(hour: Hour): Face[] {
  const wet = hour === 'rain' ? 1 : 0;
  const road = material([0.13, 0.13, 0.135], 'asphalt', { wet });
  const paint = material([0.55, 0.55, 0.5]);
  return [
    floor(-260, -10, 260, 700, -0.02, material([0.17, 0.165, 0.15], 'concrete', { wet })),
    floor(-9, -10, 9, 220, 0, road),
    ...[-7.5, -2.5, 2.5, 7.5].map((x) => floor(x - 0.08, -10, x + 0.08, 18, 0.02, paint)),
    ...laneXs.map((x) => floor(x - 1.9, boothZ - 4.6, x + 1.9, boothZ - 4.2, 0.02, paint)),
    ...boothXs.flatMap((x) =>
      box(stand(x, 0, boothZ), [1.7, 0.22, 13], material([0.5, 0.42, 0.06], 'stripes')),
    ),
  ];
}

function canopy(dark: boolean): Face[] {
  const steel = material([0.4, 0.42, 0.44]);
  const edge = material([0.06, 0.16, 0.36], 'plain', { glow: dark ? 0.5 : 0 });
  return [
    ...box(stand(0, 6.5, boothZ), [18.5, 0.9, 9], edge, steel),
    ...[-8.8, -2.5, 2.5, 8.8].flatMap((x) =>
      [-3.4, 3.4].flatMap((z) => box(stand(x, 0, boothZ + z), [0.36, 6.5, 0.36], steel)),
    ),
    ...laneXs.flatMap((x) => laneLight(x)),
    ...(dark ? laneXs.flatMap((x) => tube(x)) : []),
  ];
}

function laneLight(x: number): Face[] {
  const open = x !== -5;
  const color: Vec3 = open ? [0.05, 1, 0.25] : [1, 0.06, 0.03];
  return [
    ...box(stand(x, 6.55, boothZ - 4.56), [1, 0.8, 0.1], material([0.01, 0.01, 0.01])),
    ...box(
      stand(x, 6.72, boothZ - 4.64),
      [0.46, 0.46, 0.05],
      material(color, 'plain', { glow: 3 }),
    ),
  ];
}

function tube(x: number): Face[] {
  return box(stand(x, 6.36, boothZ), [1.4, 0.12, 5], material([0.9, 1, 1], 'plain', { glow: 6 }));
}

function booth(x: number, dark: boolean): Face[] {
  const wall = material([0.52, 0.53, 0.52]);
  const pane = material([0.5, 0.46, 0.34], 'plain', { glow: dark ? 1 : 0.1 });
  return [
    ...box(stand(x, 0.2, boothZ), [1.5, 2.6, 3], wall, material([0.05, 0.14, 0.32])),
    ...box(stand(x, 1.2, boothZ), [1.54, 1, 2.5], pane),
    ...box(stand(x, 1.2, boothZ), [1.1, 1, 3.05], pane),
    ...box(stand(x, 2.35, boothZ), [1.62, 0.35, 3.1], material([0.05, 0.16, 0.38])),
    ...box(stand(x, 0.2, boothZ - 4.4), [0.4, 1, 0.4], material([0.6, 0.42, 0.03])),
  ];
}

/** What one sees behind the lanes: stacks of boxes, a hall, masts. */
function yard(): Face[] {
  const stacks = Array.from({ length: 26 }, (_, i) => {
    const [x, z] = [(i % 13) * 13 - 84 + (i > 12 ? 5 : 0), i > 12 ? 150 : 118];
    if (Math.abs(x) < 11) return [];
    const tiers = 1 + Math.floor(hash(i, 3) * 4);
    return Array.from({ length: tiers }, (_, k) =>
      container(stand(x, k * 2.6, z, Math.PI / 2), i * 7 + k),
    ).flat();
  }).flat();
  const hall = material([0.33, 0.35, 0.36], 'windows');
  const mast = material([0.25, 0.25, 0.25]);
  const lamp = material([1, 0.85, 0.55], 'plain', { glow: 5 });
  return [
    ...stacks,
    ...box(stand(58, 0, 190), [70, 13, 30], hall),
    ...[
      [-11, 8, 11],
      [11, 8, 11],
      [-11, 48, 11],
      [11, 48, 11],
      [0, 85, 14],
    ].flatMap(([x = 0, z = 0, h = 0]) => [
      ...beam([x, 0, z], [x, h, z], 0.2, mast),
      ...box(stand(x, h, z), [1, 0.14, 0.5], lamp),
    ]),
  ];
}

/** The loop: a lorry comes, stops at the barrier, is let through; another one waits behind it. */
function traffic(atS: number, lit: boolean): Moment {
  const near = approach(atS);
  const wheels: [Stand, number][] = [
    [stand(0, 0, near, Math.PI), 3],
    [stand(0, 0, near + lerpQueue(atS), Math.PI), 8],
    [stand(5, 0, 130 - ((atS * 6.5) % 156), Math.PI), 5],
  ];
  const raised = smoothstep(10.5, 12.5, atS) - smoothstep(19, 20.5, atS);
  const stride = atS * 5.2;
  const walker = stand(
    -5.2 + Math.sin((atS / 24) * 2 * Math.PI) * 2.2,
    0,
    boothZ - 7,
    walkTurn(atS),
  );
  return {
    faces: [
      ...wheels.flatMap(([where, seed]) => truck(where, seed, lit)),
      ...barrier(-2.5 + 0.4, raised),
      ...barrier(2.5 + 0.4, 1),
      ...barrier(-7.5 + 0.4, 0),
      ...person(walker, [0.03, 0.05, 0.11], stride),
    ],
    shadows: [
      ...wheels.map(([where]) => truckShadow(where)),
      { where: walker, width: 0.4, depth: 0.3 },
    ],
    headlights: lit ? wheels.map(([where]) => truckBumper(where)) : [],
  };
}

const walkTurn = (atS: number) => (Math.cos((atS / 24) * 2 * Math.PI) > 0 ? 1 : -1) * (Math.PI / 2);

/** The middle of the first lorry along the lane: in until 7 s, stands until 12.5 s, gone at 19 s. */
function approach(atS: number): number {
  const stop = boothZ + 4.6;
  if (atS < 7) return stop + 26 * (1 - smoothstep(0, 1, atS / 7) ** 0.9);
  return stop - 46 * smoothstep(12.5, 24, atS) ** 1.5;
}

/** The second one keeps its distance and stands, at 24 s, where the first one began. */
function lerpQueue(atS: number): number {
  const gap = 26;
  return gap + 46 * smoothstep(12.5, 24, atS) ** 1.5;
}

function barrier(x: number, raised: number): Face[] {
  const foot = stand(x, 1.05, boothZ - 4.4);
  const reach = 3.7;
  const angle = raised * 1.35;
  const tip = moved(foot, [Math.cos(angle) * reach, Math.sin(angle) * reach, 0]).at;
  return beam(foot.at, tip, 0.13, material([0.7, 0.06, 0.04], 'stripes'));
}

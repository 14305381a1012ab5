import { boxAround } from './blocker.ts';
import { material } from './material.ts';
import {
  beam,
  box,
  type Face,
  floor,
  lathe,
  moved,
  placed,
  quad,
  type Stand,
  stand,
} from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import type { Vec3 } from './vector.ts';
import { car, person } from './vehicle-model.ts';
import { weathers } from './weather.ts';

const mastXs = [-34, 6, 46];
const plane = stand(13, 0, 46, -2.25);

/** The cargo apron by night: a freighter on its stand, loaders, dollies, the cargo hall behind. */
export function apron(): Scene {
  return {
    eye: { at: [-10, 11, -8], look: [5, 3.2, 36], fovDeg: 68 },
    around: {
      weather: weathers.night,
      lamps: mastXs.flatMap((x) => [
        downLamp([x, 22, 72], [1500, 1380, 1150]),
        downLamp([x - 8, 20, 14], [760, 720, 620]),
      ]),
      blockers: [boxAround([13, 3, 46], [5, 5, 30])],
    },
    still: [...ground(), ...freighter(plane), ...hall(), ...masts(), ...pallets()],
    moving: work,
    sensor: { exposure: 1, colour: 0.75, grain: 6, rain: false },
  };
}

function ground(): Face[] {
  const yellow = material([0.6, 0.46, 0.04]);
  const red = material([0.5, 0.05, 0.04]);
  return [
    floor(-400, -30, 400, 700, 0, material([0.2, 0.2, 0.195], 'concrete')),
    floor(-80, 6, 120, 6.25, 0.03, red),
    floor(-80, 13.5, 120, 13.7, 0.03, material([0.6, 0.6, 0.58])),
    floor(12.85, 14, 13.15, 90, 0.03, yellow),
    floor(-80, 90, 120, 90.4, 0.03, yellow),
  ];
}

/** A wide-body freighter of about 62 m, nose along its own +z. */
function freighter(where: Stand): Face[] {
  const white = material([0.52, 0.53, 0.54]);
  const blue = material([0.04, 0.1, 0.26]);
  const fuselage = [
    { z: 31, radius: 0.2, y: 4.9 },
    { z: 30, radius: 1.3, y: 5 },
    { z: 27.5, radius: 2.4, y: 5.3 },
    { z: 23, radius: 2.95, y: 5.5 },
    { z: -12, radius: 2.95, y: 5.5 },
    { z: -22, radius: 2.2, y: 6.1 },
    { z: -31, radius: 0.5, y: 7.2 },
  ];
  const p = (x: number, y: number, z: number): Vec3 => placed(where, [x, y, z]);
  const wings = [-1, 1].flatMap((side) => [
    quad(
      [p(side * 2.5, 4, 8), p(side * 2.5, 4, -2), p(side * 29, 6.6, -13), p(side * 29, 6.6, -10)],
      white,
    ),
    quad(
      [
        p(side * 1, 7.4, -22),
        p(side * 1, 7.4, -28),
        p(side * 10, 8.2, -31),
        p(side * 10, 8.2, -28.5),
      ],
      white,
    ),
  ]);
  const engines = [-10, 10].flatMap((x) => {
    const rings = [
      { z: 3.2, radius: 1.35, y: 2.5 },
      { z: 1, radius: 1.6, y: 2.5 },
      { z: -3, radius: 1.1, y: 2.6 },
    ];
    const intake = [
      { z: 3.19, radius: 1.34, y: 2.5 },
      { z: 3.18, radius: 0, y: 2.5 },
    ];
    return [
      ...lathe(moved(where, [x, 0, 2]), rings, 16, blue),
      ...lathe(moved(where, [x, 0, 2]), intake, 16, material([0.02, 0.02, 0.02])),
    ];
  });
  const gear = [
    [0, 24],
    [-3.2, -3],
    [3.2, -3],
  ].flatMap(([x = 0, z = 0]) =>
    box(moved(where, [x, 0, z]), [1.1, 2.8, 1.4], material([0.03, 0.03, 0.03])),
  );
  return [
    ...lathe(where, fuselage, 20, white),
    ...wings,
    quad([p(0, 8, -20), p(0, 8, -29), p(0, 17, -33), p(0, 17, -29)], blue),
    ...engines,
    ...gear,
    ...box(moved(where, [0, 5.9, 28.6]), [2.6, 0.7, 1], material([0.02, 0.02, 0.03])),
    ...box(
      moved(where, [2.75, 4.3, 15]),
      [0.5, 3, 3.6],
      material([0.35, 0.3, 0.18], 'plain', { glow: 0.6 }),
    ),
  ];
}

function hall(): Face[] {
  const wall = material([0.33, 0.35, 0.38]);
  const door = material([0.7, 0.6, 0.38], 'plain', { glow: 0.55 });
  return [
    ...box(stand(15, 0, 128), [190, 15, 40], wall),
    ...Array.from({ length: 11 }, (_, i) =>
      box(stand(-68 + i * 16, 0, 107.9), [8, 6.5, 0.3], i % 3 ? door : wall),
    ).flat(),
    ...box(
      stand(15, 11.5, 107.8),
      [190, 1.6, 0.3],
      material([0.04, 0.14, 0.34], 'plain', { glow: 0.7 }),
    ),
  ];
}

function masts(): Face[] {
  const lamp = material([1, 0.95, 0.84], 'plain', { glow: 8 });
  return mastXs.flatMap((x) => [
    ...beam([x, 0, 96], [x, 22, 96], 0.5, material([0.28, 0.28, 0.28])),
    ...box(stand(x, 22, 95.4), [4, 0.7, 0.5], lamp),
  ]);
}

/** Unit loads on the ground, in nets and in foil. */
function pallets(): Face[] {
  return [
    [-13, 20],
    [-9.6, 20],
    [-13, 24],
    [-6, 27],
    [-16, 31],
    [-12.5, 32],
  ].flatMap(([x = 0, z = 0], i) => [
    ...box(stand(x, 0, z), [3.2, 0.25, 2.5], material([0.3, 0.3, 0.3])),
    ...box(
      stand(x, 0.25, z),
      [2.9, 1.3 + (i % 3) * 0.5, 2.2],
      material([0.36, 0.36 - i * 0.02, 0.33]),
    ),
  ]);
}

/** The loop: a tug with dollies crosses, the loader lifts, the marshaller walks. */
function work(atS: number): Moment {
  const x = 62 - ((atS * 4.6) % 110.4);
  const tug = stand(x, 0, 9.8, -Math.PI / 2);
  const dollies = [5.4, 9.6, 13.8].map((behind) => moved(tug, [0, 0, -behind]));
  const guide = stand(
    -2 + Math.sin((atS / 24) * 2 * Math.PI) * 4,
    0,
    26,
    Math.cos((atS / 24) * 2 * Math.PI) > 0 ? 1.57 : -1.57,
  );
  return {
    faces: [
      ...car(tug, [0.5, 0.36, 0.03], true),
      ...dollies.flatMap((where, i) => dolly(where, i)),
      ...loader(atS),
      ...person(guide, [0.6, 0.42, 0.02], atS * 5.2),
    ],
    shadows: [
      { where: tug, width: 1.8, depth: 4.5 },
      ...dollies.map((where) => ({ where, width: 2.4, depth: 3.6 })),
      { where: guide, width: 0.4, depth: 0.3 },
    ],
    headlights: [tug],
  };
}

function dolly(where: Stand, seed: number): Face[] {
  return [
    ...box(moved(where, [0, 0.25, 0]), [2.4, 0.25, 3.6], material([0.06, 0.06, 0.06])),
    ...box(
      moved(where, [0, 0.5, 0]),
      [2.2, 1.6, 3.1],
      material(seed % 2 ? [0.4, 0.41, 0.42] : [0.2, 0.28, 0.4]),
    ),
  ];
}

/** The high loader at the cargo door: up with a pallet, down without. */
function loader(atS: number): Face[] {
  const lift = 0.5 - 0.5 * Math.cos((atS / 24) * 2 * Math.PI);
  const foot = moved(plane, [6, 0, 15], Math.PI / 2);
  const y = 0.9 + lift * 2.9;
  return [
    ...box(foot, [3.2, 0.9, 7], material([0.48, 0.36, 0.04])),
    ...box(moved(foot, [0, y, 0]), [3, 0.3, 5.4], material([0.3, 0.3, 0.3])),
    ...box(moved(foot, [0, y + 0.3, 0]), [2.6, 1.6, 3], material([0.38, 0.38, 0.36])),
    ...[-1.5, 1.5].flatMap((dx) =>
      beam(
        moved(foot, [dx, 0.9, -2]).at,
        moved(foot, [dx, y, 2]).at,
        0.16,
        material([0.1, 0.1, 0.1]),
      ),
    ),
    ...box(
      moved(foot, [0, y + 0.3, -3]),
      [0.3, 0.3, 0.3],
      material([1, 0.4, 0.03], 'plain', { glow: Math.sin(atS * Math.PI * 2) > 0 ? 6 : 0 }),
    ),
  ];
}

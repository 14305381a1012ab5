import type { Eye } from './eye.ts';
import { material } from './material.ts';
import { beam, box, type Face, floor, quad, stand } from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import { hash, normalize, subtract, type Vec3 } from './vector.ts';
import { car, container, person, truckBumper } from './vehicle-model.ts';
import { weathers } from './weather.ts';

type Hour = 'infrared' | 'rain' | 'dawn';

/** The fence runs along z at x = 0; outside (left) is grass, inside the patrol road. */
const fenceHeightM = 2.6;
const eyes: Record<Hour, Eye> = {
  infrared: { at: [3.6, 4.4, -2], look: [-0.6, 1.2, 17], fovDeg: 64 },
  rain: { at: [2.2, 5.4, -3], look: [2, 0.4, 22], fovDeg: 58 },
  dawn: { at: [-6.5, 4.6, -1], look: [1.4, 0.9, 19], fovDeg: 60 },
};

/** The perimeter: chain link with three strands of barbed wire, posts every 3 m, a patrol road. */
export function fence(hour: Hour): Scene {
  const eye = eyes[hour];
  const aim = normalize(subtract(eye.look, eye.at));
  const infrared = { at: eye.at, aim, edge: 0.72, color: [190, 190, 190] as Vec3 };
  const street = [14, 44, 74, 104].map((z) => downLamp([6.6, 7, z], [120, 72, 26]));
  return {
    eye,
    around: {
      weather: weathers[hour === 'infrared' ? 'night' : hour],
      lamps: hour === 'infrared' ? [infrared] : hour === 'rain' ? street : [],
      blockers: [],
    },
    still: [...ground(hour), ...fenceFaces(), ...lampPosts(hour), ...beyond()],
    moving: (atS) => patrol(atS, hour),
    sensor: sensors[hour],
  };
}

const sensors = {
  infrared: { exposure: 2, colour: 0, grain: 8, rain: false },
  rain: { exposure: 1.6, colour: 0.7, grain: 6, rain: true },
  dawn: { exposure: 1.05, colour: 0.7, grain: 3, rain: false },
};

function ground(hour: Hour): Face[] {
  const wet = hour === 'rain' ? 1 : 0;
  return [
    floor(-300, -12, 300, 500, -0.03, material([0.1, 0.12, 0.055], 'grass')),
    floor(-0.6, -12, 1.2, 400, 0, material([0.2, 0.19, 0.17], 'concrete')),
    floor(2.2, -12, 6, 400, 0, material([0.12, 0.12, 0.12], 'asphalt', { wet })),
    ...[2.35, 5.85].map((x) =>
      floor(x - 0.05, -12, x + 0.05, 400, 0.02, material([0.5, 0.5, 0.46])),
    ),
  ];
}

function fenceFaces(): Face[] {
  const link = material([0.42, 0.44, 0.42], 'chain-link');
  const steel = material([0.4, 0.41, 0.4]);
  const panels = Array.from({ length: 44 }, (_, i) => {
    const [a, b] = [i * 3 - 6, i * 3 - 3];
    return quad(
      [
        [0, 0, a],
        [0, 0, b],
        [0, fenceHeightM, b],
        [0, fenceHeightM, a],
      ],
      link,
    );
  });
  const posts = Array.from({ length: 45 }, (_, i) => [
    ...box(stand(0, 0, i * 3 - 6), [0.07, fenceHeightM, 0.07], steel),
    ...beam([0, fenceHeightM, i * 3 - 6], [-0.45, 3.1, i * 3 - 6], 0.06, steel),
  ]).flat();
  const strands = [0.12, 0.28, 0.44].flatMap((x) =>
    beam([-x, fenceHeightM + x * 1.1, -6], [-x, fenceHeightM + x * 1.1, 126], 0.022, steel),
  );
  const rails = [0.08, fenceHeightM].flatMap((y) => beam([0, y, -6], [0, y, 126], 0.05, steel));
  const sign = box(stand(0.05, 1.35, 10.5), [0.03, 0.55, 0.85], material([0.6, 0.5, 0.06]));
  return [...panels, ...posts, ...strands, ...rails, ...sign];
}

function lampPosts(hour: Hour): Face[] {
  const glow = hour === 'rain' ? 6 : 0.2;
  return [14, 44, 74, 104].flatMap((z) => [
    ...beam([7.2, 0, z], [7.2, 7, z], 0.14, material([0.3, 0.3, 0.3])),
    ...box(stand(6.8, 7, z), [0.9, 0.12, 0.3], material([1, 0.85, 0.6], 'plain', { glow })),
  ]);
}

/** Bushes outside, a warehouse and boxes inside. */
function beyond(): Face[] {
  const bushes = Array.from({ length: 70 }, (_, i) => {
    const size = 0.8 + hash(i, 5) * 2.2;
    const where = stand(-9 - hash(i, 6) * 50, 0, hash(i, 7) * 150, hash(i, 8) * 3);
    const leaf = material([0.04 + hash(i, 9) * 0.03, 0.06, 0.03], 'grass');
    return [
      ...box(where, [size * 1.5, size * 0.7, size * 1.3], leaf),
      ...box({ ...where, turnRad: where.turnRad + 0.8 }, [size, size, size], leaf),
    ];
  }).flat();
  const hall = material([0.3, 0.31, 0.32], 'windows');
  const boxes = Array.from({ length: 9 }, (_, i) =>
    [0, 1].flatMap((tier) => container(stand(13, tier * 2.6, 20 + i * 13), i * 5 + tier)),
  ).flat();
  return [...bushes, ...boxes, ...box(stand(45, 0, 130), [40, 11, 90], hall)];
}

/** The loop: a guard walks his round; by rain and at dawn the patrol car passes. */
function patrol(atS: number, hour: Hour): Moment {
  const there = atS < 12;
  const z = there ? 9 + atS * 1.25 : 24 - (atS - 12) * 1.25;
  const guard = stand(1.7, 0, z, there ? 0 : Math.PI);
  const walk = person(guard, hour === 'infrared' ? [0.3, 0.3, 0.3] : [0.04, 0.06, 0.1], atS * 5.5);
  const shadow = { where: guard, width: 0.4, depth: 0.3 };
  if (hour === 'infrared') return { faces: walk, shadows: [shadow], headlights: [] };
  const coming = hour === 'rain';
  const drive = (atS * 6) % 144;
  const where = coming ? stand(4.1, 0, 120 - drive, Math.PI) : stand(4.1, 0, drive - 20);
  return {
    faces: [...walk, ...car(where, [0.35, 0.36, 0.38], coming)],
    shadows: [shadow, { where, width: 1.8, depth: 4.5 }],
    headlights: coming ? [{ ...truckBumper(where), at: where.at }] : [],
  };
}

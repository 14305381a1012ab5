import { boxAround } from './blocker.ts';
import type { Blocker } from './light.ts';
import { material } from './material.ts';
import { beam, box, type Face, floor, type Stand, stand } from './solid.ts';
import { downLamp, type Moment, type Scene } from './stage.ts';
import { hash, smoothstep } from './vector.ts';
import { container, truck, truckBumper, truckShadow } from './vehicle-model.ts';
import { weathers } from './weather.ts';

type Hour = 'day' | 'night';

/** Blocks of boxes lie along z on both sides of a lane; the camera hangs on a mast above it. */
const blockXs = [-22, -19.2, -16.4, -13.6, -10.8, 9.4, 12.2, 15, 17.8, 20.6] as const;
const bayZs = [22, 35.5, 49, 62.5, 76, 89.5, 103, 116.5] as const;
const mastZs = [30, 70, 110];

/** A container yard seen from a high mast, with a gantry crane at work and tractors in the lane. */
export function yard(hour: Hour): Scene {
  const dark = hour === 'night';
  const stacks = stackAll(dark ? 1 : 5);
  return {
    eye: dark
      ? { at: [1.5, 17, -6], look: [-2, 1, 40], fovDeg: 70 }
      : { at: [-5, 21, -4], look: [4, 0, 44], fovDeg: 66 },
    around: {
      weather: weathers[hour],
      lamps: dark
        ? mastZs.map((z, i) => downLamp([i % 2 ? 7.6 : -7.6, 20, z], [900, 530, 190]))
        : [],
      blockers: stacks.map((stack) => stack.blocker),
    },
    still: [...ground(), ...stacks.flatMap((stack) => stack.faces), ...masts(dark)],
    moving: (atS) => work(atS, dark),
    sensor: { exposure: dark ? 1.2 : 0.85, colour: 0.8, grain: dark ? 6 : 3, rain: false },
  };
}

function stackAll(seed: number): { faces: Face[]; blocker: Blocker }[] {
  return blockXs.flatMap((x, i) =>
    bayZs.flatMap((z, k) => {
      const tiers = Math.floor(hash(i, k, seed) * 4.6);
      if (tiers === 0) return [];
      const faces = Array.from({ length: tiers }, (_, tier) =>
        container(stand(x, tier * 2.6, z), i * 91 + k * 13 + tier + seed),
      ).flat();
      return [{ faces, blocker: boxAround([x, 0, z], [2.44, tiers * 2.6, 12.2]) }];
    }),
  );
}

function ground(): Face[] {
  const paint = material([0.5, 0.44, 0.12]);
  return [
    floor(-300, -30, 300, 600, 0, material([0.16, 0.16, 0.155], 'concrete')),
    floor(-8, -30, 8, 300, 0.01, material([0.1, 0.1, 0.105], 'asphalt')),
    floor(-0.1, -30, 0.1, 300, 0.03, material([0.5, 0.5, 0.46], 'dashes')),
    ...[-8, 8].map((x) => floor(x - 0.12, -30, x + 0.12, 300, 0.03, paint)),
  ];
}

function masts(dark: boolean): Face[] {
  const lamp = material([1, 0.85, 0.55], 'plain', { glow: dark ? 7 : 0.4 });
  return mastZs.flatMap((z, i) => {
    const x = i % 2 ? 7.6 : -7.6;
    return [
      ...beam([x, 0, z], [x, 20, z], 0.3, material([0.3, 0.3, 0.3])),
      ...box(stand(x, 20, z), [2.4, 0.25, 1], lamp),
    ];
  });
}

/** The loop: tractors pass both ways, the gantry's trolley carries a box over and comes back. */
function work(atS: number, lit: boolean): Moment {
  const wheels: [Stand, number][] = [
    [stand(-3.6, 0, 170 - ((atS * 8.4) % 201.6), Math.PI), 4],
    [stand(3.4, 0, -34 + ((atS * 7.2 + 66) % 172.8)), 9],
  ];
  return {
    faces: [...wheels.flatMap(([where, seed]) => truck(where, seed, lit)), ...gantry(atS, lit)],
    shadows: wheels.map(([where]) => truckShadow(where)),
    headlights: lit ? wheels.map(([where]) => truckBumper(where)) : [],
  };
}

function gantry(atS: number, lit: boolean): Face[] {
  const steel = material([0.42, 0.3, 0.03]);
  const [left, right, z, top] = [-24.5, -7.2, 56, 17];
  const legs = [left, right].flatMap((x) =>
    [z - 4, z + 4].flatMap((foot) => beam([x, 0, foot], [x, top, foot], 0.7, steel)),
  );
  const girders = [z - 4, z + 4].flatMap((at) =>
    beam([left, top, at], [right, top, at], 1.1, steel),
  );
  const across = smoothstep(2, 9, atS) - smoothstep(15, 22, atS);
  const x = left + 3 + across * 11.5;
  const lowered = smoothstep(9, 12, atS) - smoothstep(12, 15, atS);
  const y = 13 - 4.5 * lowered;
  const cable = material([0.05, 0.05, 0.05]);
  const lamp = material([1, 0.95, 0.8], 'plain', { glow: lit ? 6 : 0.3 });
  return [
    ...legs,
    ...girders,
    ...box(stand(x, top + 0.4, z), [3, 1.6, 8], material([0.5, 0.5, 0.47])),
    ...[-4, 4].flatMap((dz) => beam([x, top, z + dz], [x, y + 2.6, z + dz], 0.09, cable)),
    ...container(stand(x, y, z), 23),
    ...[left + 2, right - 2].flatMap((at) =>
      box(stand(at, top - 0.8, z - 4), [0.8, 0.2, 0.5], lamp),
    ),
  ];
}

import type { Weather } from './light.ts';
import { normalize } from './vector.ts';

/** The lights of the day, in linear colour. */
export const weathers = {
  day: {
    skyTop: [0.3, 0.4, 0.52],
    skyLow: [0.62, 0.66, 0.68],
    ambient: [0.27, 0.3, 0.36],
    toSun: normalize([-0.5, 0.62, -0.35]),
    sunColor: [1.15, 1.05, 0.88],
    hazeM: 1300,
  },
  dusk: {
    skyTop: [0.07, 0.11, 0.2],
    skyLow: [0.42, 0.25, 0.17],
    ambient: [0.13, 0.13, 0.17],
    toSun: normalize([-0.7, 0.12, 0.7]),
    sunColor: [0.5, 0.25, 0.1],
    hazeM: 700,
  },
  dawn: {
    skyTop: [0.15, 0.2, 0.28],
    skyLow: [0.45, 0.4, 0.37],
    ambient: [0.2, 0.21, 0.23],
    toSun: normalize([0.8, 0.25, 0.4]),
    sunColor: [0.5, 0.36, 0.22],
    hazeM: 260,
  },
  night: {
    skyTop: [0.004, 0.005, 0.009],
    skyLow: [0.028, 0.024, 0.022],
    ambient: [0.02, 0.022, 0.03],
    toSun: null,
    sunColor: [0, 0, 0],
    hazeM: 500,
  },
  rain: {
    skyTop: [0.012, 0.014, 0.018],
    skyLow: [0.045, 0.044, 0.045],
    ambient: [0.03, 0.032, 0.037],
    toSun: null,
    sunColor: [0, 0, 0],
    hazeM: 150,
  },
} as const satisfies Record<string, Weather>;

/** Colours of lamps, with their strength. */
export const sodium = [95, 55, 18] as const;
export const whiteLamp = [75, 80, 82] as const;

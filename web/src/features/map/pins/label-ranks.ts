import type { LabelSide } from './arrange-labels.ts';

/** Who has room before whom; alarms, which stand at their place, before all. */
export const labelRank = {
  selected: 0,
  arrival: 1,
  vehicle: 2,
  crowd: 3,
  blind: 4,
  seal: 5,
  areaName: 6,
  gate: 7,
};

/** A plate beside its vehicle: off the way that it drives, more often than not. */
export const beside: readonly LabelSide[] = [
  'right-above',
  'left-above',
  'right-below',
  'left-below',
];

/** Over its place, else wherever beside it there is room. */
export const anywhere: readonly LabelSide[] = [
  'centre',
  'right',
  'left',
  'below',
  'above',
  'right-below',
  'left-below',
  'right-above',
  'left-above',
];

/** What counts others is shown, however far from them it has to stand. */
export const far: readonly number[] = [1, 3, 6, 10];

/** Under the icon, which has its name beside it. */
export const underneath: readonly LabelSide[] = ['below', 'above', 'left-below', 'right-below'];

import type { Situation } from '#contract/situation.ts';
import type { Joint, Wall, WallId } from '#contract/wall.ts';
import { ownOf } from './own.ts';

type Walls = Pick<Situation, 'walls'>;

/** Each screen in a place of its own, and no place empty. */
export function isJointFit({ columns, rows, screens }: Joint): boolean {
  const places = new Set(screens.map(({ column, row }) => row * columns + column));
  const isWithin = screens.every(({ column, row }) => column < columns && row < rows);
  const ids = new Set(screens.map(({ wallId }) => wallId));
  const count = columns * rows;
  return isWithin && screens.length === count && places.size === count && ids.size === count;
}

/** All screens that show one scene with this one; alone: itself. */
export const screensOf = ({ id, joint }: Pick<Wall, 'id' | 'joint'>): WallId[] =>
  joint ? joint.screens.map(({ wallId }) => wallId) : [id];

/** The one that says what all show that it is joined to: in the upper left. */
export function leaderOf({ walls }: Walls, wall: Wall): Wall {
  const first = wall.joint?.screens.find(({ column, row }) => column === 0 && row === 0);
  return (first && ownOf(walls, first.wallId)) ?? wall;
}
/** Which part of the common picture this screen shows, all in units of one screen's width and height. */
export function partOfJoint({ id, joint }: Pick<Wall, 'id' | 'joint'>) {
  const own = joint?.screens.find(({ wallId }) => wallId === id);
  if (!joint || !own) return { width: 1, height: 1, left: 0, top: 0 };
  const [gapX, gapY] = [joint.gapX / 1_000, joint.gapY / 1_000];
  return {
    width: joint.columns + (joint.columns - 1) * gapX,
    height: joint.rows + (joint.rows - 1) * gapY,
    left: own.column * (1 + gapX),
    top: own.row * (1 + gapY),
  };
}

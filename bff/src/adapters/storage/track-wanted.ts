import type { WantedPoints } from '#domain/ports.ts';
import type { PointList } from './track-points.ts';

/** The points that somebody wants, as asked of each vehicle. */
export type Wanted = {
  /** All of this vehicle's, wherever it was. */
  isWhole: (name: string) => boolean;
  /** Of the rows from `from` on, all of one vehicle, keeps those that lie in wanted areas. */
  keepInAreas: (list: PointList, from: number) => void;
};

const everything: Wanted = { isWhole: () => true, keepInAreas: () => undefined };

export function wantedOf(wanted: WantedPoints | null): Wanted {
  if (wanted === null) return everything;
  const { areaCodes, vehicles } = wanted;
  return {
    isWhole: (name) => vehicles.has(name),
    keepInAreas: (list, from) =>
      list.keepWhere(from, (row) => areaCodes[areaOf(list, row)] === true),
  };
}

const areaOf = ({ columns }: PointList, row: number): number => columns.area[row] ?? 0;

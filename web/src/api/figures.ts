import type { FigurePeriod, FigureSheet } from '@ftz/shared/contract/figures.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { type Answer, request } from './request.ts';

export type FiguresWanted = { period: FigurePeriod; area: AreaId | null; desk: string | null };

export function fetchFigures({ period, area, desk }: FiguresWanted): Promise<Answer<FigureSheet>> {
  const query = new URLSearchParams({ period });
  if (area) query.set('area', area);
  if (desk) query.set('desk', desk);
  return request('GET', `/api/figures?${query}`);
}

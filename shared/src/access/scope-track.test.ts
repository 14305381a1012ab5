import { expect, it } from 'vitest';
import type { Principal } from '#contract/account.ts';
import { areaIds } from '#contract/ids.ts';
import { areaCodeOf, visibleAreaCodes } from './scope-track.ts';

const officer = (areas: Principal['areas']): Principal => ({
  accountId: 'U1',
  username: 'x',
  role: 'duty-officer',
  areas,
});
const codesSeen = (principal: Principal, home: Principal['areas'][number] | null) =>
  visibleAreaCodes(principal, home).flatMap((isSeen, code) => (isSeen ? [code] : []));

it('shows all of a vehicle that is at home in his areas', () => {
  expect(codesSeen(officer(['PVG']), 'PVG')).toEqual([0, 1, 2, 3, 4]);
});

it('shows of a foreign vehicle only where it was in his areas', () => {
  expect(codesSeen(officer(['PVG']), 'WGQ')).toEqual([areaCodeOf('PVG')]);
  expect(codesSeen(officer(['PVG', 'YSP']), null)).toEqual([areaCodeOf('YSP'), areaCodeOf('PVG')]);
});

it('shows a stranger outside all areas to those of the whole zone alone', () => {
  expect(codesSeen(officer([...areaIds]), null)).toEqual([0, 1, 2, 3, 4]);
  expect(codesSeen(officer(['WGQ', 'WLP', 'YSP']), null)).not.toContain(0);
});

it('shows nothing to a role that reads no vehicles', () => {
  const upstream: Principal = { ...officer([...areaIds]), role: 'upstream' };
  expect(codesSeen(upstream, 'WGQ')).toEqual([]);
});

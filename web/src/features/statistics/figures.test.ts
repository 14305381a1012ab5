import { describe, expect, it } from 'vitest';
import { alarmsPerHour, hourMs, hoursUpTo, totalsByGate, zoneHour } from './figures.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('figures of the charts', () => {
  it('ends with the running hour', () => {
    expect(hoursUpTo(noon + 59 * 60_000, 3)).toEqual([noon - 2 * hourMs, noon - hourMs, noon]);
  });

  it('names hours in the time of the zone, over midnight too', () => {
    expect([zoneHour(noon), zoneHour(noon + 5 * hourMs)]).toEqual(['20', '01']);
  });

  it('sums the areas hour by hour and severity by severity', () => {
    const byArea = { WGQ: { [noon]: [1, 2, 3, 4] }, PVG: { [noon]: [1, 0, 0, 1] } } as const;
    expect(
      alarmsPerHour(byArea as unknown as Parameters<typeof alarmsPerHour>[0], [
        noon - hourMs,
        noon,
      ]),
    ).toEqual([
      [0, 0, 0, 0],
      [2, 2, 3, 5],
    ]);
  });

  it('adds up the passages within the hours only, busiest gate first', () => {
    const byArea = {
      WGQ: { quiet: { [noon]: { in: 1, out: 0 } }, idle: {} },
      PVG: { busy: { [noon]: { in: 3, out: 4 }, [noon - 9 * hourMs]: { in: 99, out: 99 } } },
    };
    expect(totalsByGate(byArea, [noon])).toEqual([
      { gateId: 'busy', inward: 3, outward: 4 },
      { gateId: 'quiet', inward: 1, outward: 0 },
    ]);
  });
});

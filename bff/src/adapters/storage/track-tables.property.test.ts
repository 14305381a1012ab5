import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareDataDir } from './data-dir.ts';
import { freshDataDir } from './storage.fixture.ts';
import { columnsOf, nameOf, nowS, numberOf, type Point, pointsOf } from './track.fixture.ts';
import { pointColumnsIn } from './track-points.ts';
import { openTrackTables } from './track-tables.ts';

type Step =
  | { do: 'keep'; points: Point[] }
  | { do: 'seal'; pieces: number }
  | { do: 'read'; vehicle: number; fromS: number; toS: number; limit: number }
  | { do: 'readAll'; fromS: number; toS: number }
  | { do: 'reopen' };

const vehicles = 4;
const second = fc.oneof(
  fc.integer({ min: nowS, max: nowS + 60 }),
  fc.integer({ min: nowS - 5_000, max: nowS }),
);
const point = fc.record({
  vehicle: fc.nat({ max: vehicles - 1 }),
  atS: second,
  lonE6: fc.integer({ min: 121_000_000, max: 122_000_000 }),
  latE6: fc.integer({ min: 31_000_000, max: 32_000_000 }),
  speedDkph: fc.nat({ max: 1200 }),
  headingDeg: fc.nat({ max: 359 }),
  area: fc.nat({ max: 4 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('keep' as const),
      points: fc.array(point, { minLength: 1, maxLength: 40 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('seal' as const), pieces: fc.nat({ max: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      vehicle: fc.nat({ max: vehicles }),
      fromS: fc.oneof(fc.constant(nowS - 6_000), second),
      toS: fc.oneof(fc.constant(nowS + 100), second),
      limit: fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 50 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('readAll' as const), fromS: second, toS: second }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

/** What should be known of each vehicle: of each second the point that came first. */
class Model {
  readonly seconds = new Map<number, Map<number, Point>>();

  keep(points: readonly Point[]): void {
    for (const kept of points) {
      const ofVehicle = this.seconds.get(kept.vehicle) ?? new Map<number, Point>();
      if (!ofVehicle.has(kept.atS)) ofVehicle.set(kept.atS, kept);
      this.seconds.set(kept.vehicle, ofVehicle);
    }
  }

  check(vehicle: number, fromS: number, toS: number, found: Point[], limit: number): void {
    const known = [...(this.seconds.get(vehicle)?.values() ?? [])];
    const expected = known.filter(({ atS }) => atS >= fromS && atS < toS);
    expected.sort((a, b) => a.atS - b.atS);
    expect(found).toEqual(expected.slice(0, limit));
  }
}

class Run {
  readonly model = new Model();
  readonly #dataDir = freshDataDir();
  #tables: ReturnType<typeof openTrackTables>;
  #named: string[] = [];

  constructor() {
    prepareDataDir(this.#dataDir);
    this.#tables = this.#open();
  }

  #open() {
    // Every tail is due at once, and a piece of work seals one of them: the steps say how many.
    const settings = { dataDir: this.#dataDir, sealAfterMs: 0, pieceMs: 0 };
    return openTrackTables(settings, async () => {
      this.#tables.work();
    });
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'keep') this.#keep(next.points);
    else if (next.do === 'seal') for (let i = 0; i < next.pieces; i++) this.#tables.work();
    else if (next.do === 'read') this.#read(next);
    else if (next.do === 'readAll') await this.readAll(next);
    else this.reopen();
  }

  reopen(): void {
    this.close();
    this.#named = [];
    this.#tables = this.#open();
  }

  close(): void {
    this.#tables.asked.close();
  }

  sealAll(): void {
    while (this.#tables.work());
  }

  #keep(points: Point[]): void {
    const names: string[] = [];
    const from = this.#named.length;
    const placed = points.map((kept) => {
      const name = nameOf(kept.vehicle);
      if (!this.#named.includes(name)) {
        this.#named.push(name);
        names.push(name);
      }
      return { ...kept, vehicle: this.#named.indexOf(name) };
    });
    const { buffer } = columnsOf(placed);
    this.#tables.asked.keepFrame({ from, names }, points.length, buffer);
    this.model.keep(points);
  }

  #read({ vehicle, fromS, toS, limit }: Extract<Step, { do: 'read' }>): void {
    const { count, buffer } = this.#tables.asked.readTrack(nameOf(vehicle), { fromS, toS }, limit);
    const found = pointsOf(pointColumnsIn(buffer, count), count, vehicle);
    this.model.check(vehicle, fromS, toS, found, limit);
  }

  /** Chunks overlap where points came late: no page may end before what belongs into it was read. */
  readPages(range: { fromS: number; toS: number }): void {
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      for (const limit of [1, 2, 3, 5, 8, 13, 21]) {
        this.#read({ do: 'read', vehicle, ...range, limit });
      }
    }
  }

  async readAll({ fromS, toS }: { fromS: number; toS: number }): Promise<void> {
    const { count, buffer, names } = await this.#tables.asked.readTracks(
      { fromS, toS },
      100_000,
      null,
    );
    const columns = pointColumnsIn(buffer, count);
    const rows = pointsOf(columns, count, 0).map((found, row) => ({
      ...found,
      vehicle: numberOf(names[columns.vehicle[row] ?? -1] ?? ''),
    }));
    expect(new Set(rows.map(({ vehicle }) => vehicle)).size).toBe(names.length);
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      const found = rows.filter((row) => row.vehicle === vehicle);
      this.model.check(vehicle, fromS, toS, found, Number.POSITIVE_INFINITY);
    }
  }
}

test('whatever is kept, sealed, read and opened anew in whatever order, each second is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const run = new Run();
      const whole = { fromS: 0, toS: 2 ** 32 - 1 };
      for (const each of steps) await run.take(each);
      await run.readAll(whole);
      run.reopen();
      await run.readAll(whole);
      run.readPages(whole);
      run.sealAll();
      await run.readAll(whole);
      run.readPages(whole);
      run.reopen();
      await run.readAll(whole);
      run.close();
    }),
    { numRuns: 40 },
  );
}, 60_000);

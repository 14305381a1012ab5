/**
 * What one bench says of one goal. `value` and `yardstick` come from the same run on the same
 * machine; `ratio` is value per yardstick. `holds` is null when it could not be measured here, and
 * `detail.notRun` says why.
 */
export type Figure = {
  name: string;
  value: number | null;
  unit: string;
  yardstick: { name: string; value: number } | null;
  ratio: number | null;
  goal: string;
  holds: boolean | null;
  detail: Record<string, unknown>;
};

export type BenchSettings = {
  /** Shorter and rougher: to see that a bench runs, not to judge by. */
  quick: boolean;
  /** How often a measurement is repeated; its median counts. */
  reps: number;
  /** How long the full load lasts; null: as long as one figure takes. */
  minutes: number | null;
  say: (line: string) => void;
};

/** Measures, and says what it found; throws when what it measures does not work. */
export type Bench = (settings: BenchSettings) => Promise<Figure[]>;

type Judged = Omit<Figure, 'yardstick' | 'ratio' | 'detail'> &
  Partial<Pick<Figure, 'yardstick' | 'detail'>>;

/** Fills in the ratio, and rounds what people read. */
export function figure({ yardstick = null, detail = {}, ...judged }: Judged): Figure {
  const { value } = judged;
  const ratio = value === null || yardstick === null ? null : value / yardstick.value;
  return {
    ...judged,
    value: rounded(value),
    yardstick: yardstick && { ...yardstick, value: rounded(yardstick.value) ?? 0 },
    ratio: rounded(ratio),
    detail: roundedDetail(detail),
  };
}

export function notRun(name: string, unit: string, goal: string, why: string): Figure {
  return figure({ name, value: null, unit, goal, holds: null, detail: { notRun: why } });
}

/** Three digits that count. */
function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(3));
}

function roundedDetail(detail: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(detail).map(([key, value]) => [
    key,
    typeof value === 'number' && !Number.isInteger(value) ? rounded(value) : value,
  ]);
  return Object.fromEntries(entries);
}

import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { percentile } from './percentile.ts';
import type { Outcome, Row, RowSetting, Seen, Tier } from './row.ts';
import { undoing } from './undo.ts';

export type RunSettings = {
  tier: Tier;
  seed: number;
  minutes: number;
  say: (text: string) => void;
};

/** Runs one row to its verdict; a row that throws has broken, and says by what. */
export async function runRow(row: Row, settings: RunSettings): Promise<Outcome> {
  const startedAtMs = performance.now();
  const head = { name: row.name, tier: settings.tier, seed: settings.seed };
  const random = createRandom(settings.seed, row.name);
  const seen = await undoing((after) =>
    row.run({ ...settings, after, random } satisfies RowSetting),
  ).catch((error: unknown) => ({ notes: [], breaches: [sentenceOf(error)] }));
  if ('notRun' in seen) return { ...head, notRun: seen.notRun };
  const tookS = Math.round((performance.now() - startedAtMs) / 100) / 10;
  return { ...head, ...figuresOf(seen), tookS };
}

const sentenceOf = (error: unknown) =>
  error instanceof Error ? `${error.message}${at(error)}` : String(error);
const at = ({ stack = '' }: Error) => {
  const frame = stack.split('\n').find((line) => line.includes('tests/faults/'));
  return frame ? ` (${frame.trim().replace(/^at .*\/(tests\/)/, '$1')})` : '';
};

function figuresOf({ findings, resumesMs = [], notes, breaches }: Seen) {
  const rounded = (value: number | null) => (value === null ? null : Math.round(value));
  const { lost = 0, unknown = 0, duplicate = 0, outOfOrder = 0, outOfScope = 0 } = findings ?? {};
  const faults = [...(findings?.sentences ?? []), ...breaches];
  return {
    lost,
    unknown,
    duplicate,
    outOfOrder,
    outOfScope,
    resumeP50Ms: rounded(percentile(resumesMs, 0.5)),
    resumeP95Ms: rounded(percentile(resumesMs, 0.95)),
    resumeMaxMs: rounded(percentile(resumesMs, 1)),
    notes: [...notes, ...faults.map((fault) => `BROKEN ${fault}`)],
    ok: faults.length === 0,
  };
}

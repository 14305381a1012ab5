import { parseArgs } from 'node:util';
import { alarm } from './alarm.ts';
import { browser } from './browser.ts';
import { cameras } from './cameras.ts';
import { decode } from './decode.ts';
import { eye } from './eye.ts';
import { fanout } from './fanout.ts';
import { type Bench, type Figure, notRun } from './figure.ts';
import { fullLoad } from './full-load.ts';
import { ingest } from './ingest.ts';
import { memory } from './memory.ts';
import { paint } from './paint.ts';
import { peers } from './peers.ts';
import { playback } from './playback.ts';
import { replay } from './replay.ts';
import { scale } from './scale.ts';
import { slow } from './slow.ts';
import { start } from './start.ts';
import { video } from './video.ts';
import { wire } from './wire.ts';

/**
 * `npm run bench [-- video playback] [--quick] [--reps 3] [--minutes 10]`: one JSON line per goal on
 * standard output, progress on standard error; exit code 0 when every goal that could be measured
 * holds. A figure is judged by its yardstick of the same run: this machine is noisy, and another one
 * faster. `--only video,playback` says the same as the names.
 */
const benches: Record<string, Bench> = {
  start,
  decode,
  ingest,
  fanout,
  wire,
  peers,
  scale,
  alarm,
  slow,
  'full-load': fullLoad,
  eye,
  browser,
  paint,
  replay,
  memory,
  cameras,
  video,
  playback,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    reps: { type: 'string', default: '3' },
    minutes: { type: 'string' },
  },
});
const named = [...positionals, ...(values.only?.split(',') ?? [])];
const wanted = named.length > 0 ? named : Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `No bench is called ${unknown.join(', ')}: say ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}

const settings = {
  quick: values.quick,
  reps: values.quick ? 1 : Number(values.reps),
  minutes: values.minutes === undefined ? null : Number(values.minutes),
  say: (line: string) => console.error(line),
};

async function run(name: string, bench: Bench): Promise<Figure[]> {
  const startedAtMs = performance.now();
  console.error(`── ${name}`);
  try {
    return await bench(settings);
  } catch (error) {
    console.error(error);
    // What cannot be measured has not been reached.
    return [{ ...notRun(name, '', 'runs', String(error)), holds: false }];
  } finally {
    console.error(`── ${name}: ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
  }
}

const figures: Figure[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) continue;
  for (const line of await run(name, bench)) {
    console.log(JSON.stringify(line));
    figures.push(line);
  }
}

const measured = figures.filter(({ holds }) => holds !== null);
const held = measured.filter(({ holds }) => holds).length;
const left = figures.length - measured.length;
console.log(`${held} of ${measured.length} goals hold${left > 0 ? `, ${left} not run` : ''}`);
process.exit(held === measured.length ? 0 : 1);

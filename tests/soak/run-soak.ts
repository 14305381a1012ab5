import { parseArgs } from 'node:util';
import { shotPath } from '#e2e/pages.ts';
import { undoEverything } from '#faults/harness/undo.ts';
import { soakWall } from './wall-soak.ts';

/**
 * `npm run soak -- wall [--minutes N] [--size WxH] [--card]`: runs a screen of the whole product in a real browser for
 * long, a line a minute on standard error, and prints one JSON object of what it found. Exit code 1
 * when a tile did not recover.
 */
const usage =
  'npm run soak -- wall [--minutes N] [--size 3840x2160] [--card: this machine has a graphics card]';
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    size: { type: 'string', default: '3840x2160' },
    card: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
const [, width, height] = /^(\d{3,5})x(\d{3,5})$/.exec(values.size) ?? [];
if (positionals.join() !== 'wall' || !(minutes >= 1) || !width || !height) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undoEverything().finally(() => process.exit(130)));
}
const found = await soakWall({
  minutes: Math.floor(minutes),
  viewport: { width: Number(width), height: Number(height) },
  hasGraphicsCard: values.card,
  shot: shotPath('wall-video'),
  say: (line) => void process.stderr.write(`${line}\n`),
});
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
process.stdout.write(`${JSON.stringify(found, rounded)}\n`);
process.exit('holds' in found && found.holds === true ? 0 : 1);

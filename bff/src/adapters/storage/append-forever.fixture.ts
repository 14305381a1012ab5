import { printNow } from './print-now.fixture.ts';
import { openStorage } from './storage.ts';

/**
 * A process to be killed: it appends for as long as it lives and prints `seq text` for every entry
 * that was acknowledged to it, never before. Arguments: DATA_DIR, and a name for this life.
 */
const [dataDir = '', life = ''] = process.argv.slice(2);

const storage = await openStorage({
  dataDir,
  nowMs: Date.now,
  newId: (prefix) => `${prefix}-${life}`,
});

async function appendForever(writer: number): Promise<void> {
  for (let n = 1; ; n++) {
    const texts = [`${life}-${writer}-${n}-a`, `${life}-${writer}-${n}-b`];
    const events = await storage.log.append(
      texts.map((text) => ({
        type: 'incident.noted',
        areas: ['WGQ'],
        actor: { kind: 'machine', name: 'test' },
        data: { incidentId: 'inc-1', text },
        dedupeKey: text,
      })),
    );
    printNow(events.map((event, i) => `${event.seq} ${texts[i]}\n`).join(''));
  }
}

await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(appendForever));

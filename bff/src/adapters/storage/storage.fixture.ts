import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { onTestFinished } from 'vitest';
import { openStorage, type Storage } from './storage.ts';

export const newId = (prefix: string): string => `${prefix}-${randomUUID()}`;

/** A DATA_DIR that does not exist yet, gone again after the test. */
export function freshDataDir(): string {
  const parent = mkdtempSync(join(tmpdir(), 'ftz-storage-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}

/** Closed again after the test; `close` may be called earlier and twice. */
export async function openFor(dataDir: string, nowMs: () => number = Date.now): Promise<Storage> {
  const storage = await openStorage({ dataDir, nowMs, newId });
  onTestFinished(() => storage.close());
  return storage;
}

export const note = (text: string, dedupeKey?: string): DurableDraft => ({
  type: 'incident.noted',
  areas: ['WGQ'],
  actor: { kind: 'machine', name: 'test' },
  data: { incidentId: 'inc-1', text },
  ...(dedupeKey === undefined ? {} : { dedupeKey }),
});

export const textOf = (event: DurableEvent): string =>
  event.type === 'incident.noted' ? event.data.text : `not a note: ${event.type}`;

export const seqsOf = (events: DurableEvent[]): number[] => events.map(({ seq }) => seq);

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** What the health line says of the commits so far. */
export const commitsOf = (storage: Storage): number =>
  Number(/(\d+) commits/.exec(storage.health().detail)?.[1]);

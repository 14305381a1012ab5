import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it, onTestFinished, vi } from 'vitest';
import { deleteEvidence } from './delete-evidence.ts';

const sha256 = 'a'.repeat(64);
const clip = { cameraId: 'C1', fromMs: 1_000, untilMs: 9_000 };
const ordered = (change: Partial<EvidenceDeletion>): EvidenceDeletion => ({
  ...{ pieceId: 'P1', kind: 'photo', clip: null, dispositionId: 'D1', by: ['one', 'other'] },
  ...{ reason: 'a bystander', orderedAtMs: 5, files: null, goneAtMs: null, remains: false },
  ...change,
});

/** A house whose disk and log do as they are told; it may end at any of its steps and start anew. */
function house(deletions: EvidenceDeletion[]) {
  const incident = exampleIncident({ state: 'closed', closedAtMs: 3, deletions });
  let situation = { ...emptySituation(), incidents: { I1: incident } };
  const done: string[] = [];
  const kept = new Set(deletions.map(({ pieceId }) => pieceId));
  let endsAfter = Number.POSITIVE_INFINITY;
  let ended = false;
  /** The process ends here: nothing after it is done. */
  const step = (what: string) => {
    if (done.length >= endsAfter) {
      ended = true;
      throw new Error('the house ended');
    }
    done.push(what);
  };
  const gone = (id: string) => {
    step(`delete ${id}`);
    kept.delete(id);
  };
  const put = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      step(draft.type);
      const event = { ...draft, seq: situation.seq + 1, atMs: 7 } as DurableEvent;
      situation = applyDurable(situation, event) as typeof situation;
    }
  };
  const segment = { startsAtMs: 2_000, durationMs: 2_000, init: 'i', begins: false };
  const bytes = { ok: true as const, bytes: new Uint8Array(3), mediaType: 'video/mp4' };
  const start = (steps = Number.POSITIVE_INFINITY) => {
    endsAfter = steps;
    const shredder = deleteEvidence({
      lane: {
        look: (read) => read(situation),
        decide: async (decide) => {
          decide({ situation, drafts: [], put } as never);
          return [];
        },
      },
      log: { onCommitted: () => undefined },
      evidence: {
        describe: async () => ({ sizeBytes: 4, sha256 }) as never,
        delete: async (id) => gone(id),
      },
      clips: {
        measure: async (id) => (kept.has(id) ? { bytes: 5, sha256 } : null),
        delete: async (id) => gone(id),
      },
      recordings: {
        list: async () => (kept.has('I1/C1/1000-9000') ? [segment] : []),
        segment: async () => bytes,
        init: async () => bytes,
        held: async () => [{ incidentId: 'I1', clips: [clip], keptUntilMs: null }],
        erase: async (ids) => {
          gone(`${ids.join()}/C1/1000-9000`);
          return true;
        },
      },
      clock: { nowMs: () => 7 },
    });
    onTestFinished(() => shredder.close());
    return shredder;
  };
  const hasEnded = () => ended;
  return { start, done, kept, hasEnded, deletions: () => situation.incidents.I1.deletions ?? [] };
}

const all = [
  ordered({}),
  ordered({ pieceId: 'K1', kind: 'clip', clip }),
  ordered({ pieceId: 'I1/C1/1000-9000', kind: 'recording', clip }),
];

it('takes the sums, then the bytes, and says each before it goes on', async () => {
  const { start, done, deletions, kept } = house(all);
  start();
  await vi.waitFor(() => expect(deletions().every(({ goneAtMs }) => goneAtMs === 7)).toBe(true));
  expect([...kept]).toEqual([]);
  expect(done.slice(0, 3)).toEqual(['evidence.measured', 'delete P1', 'evidence.deleted']);
  expect(deletions().map(({ files }) => files?.map(({ bytes }) => bytes))).toEqual([[4], [5], [6]]);
  expect(deletions().map(({ remains }) => remains)).toEqual([false, false, true]);
});

it('is finished by the next start, wherever the house ended, and no sum is lost', async () => {
  for (let steps = 0; steps < 9; steps++) {
    const { start, done, deletions, kept, hasEnded } = house(all);
    const shredder = start(steps);
    await vi.waitFor(() => expect(hasEnded()).toBe(true));
    await shredder.close();
    expect(done).toHaveLength(steps);
    start();
    await vi.waitFor(() => expect(kept.size).toBe(0));
    await vi.waitFor(() =>
      expect(deletions().every(({ goneAtMs }) => goneAtMs !== null)).toBe(true),
    );
    for (const { files } of deletions()) expect(files, `after ${steps} steps`).toHaveLength(1);
  }
});

import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { describe, expect, it } from 'vitest';
import type { EvidenceRecord } from '#domain/ports.ts';
import { exampleCommandWorld } from './command-world.fixture.ts';
import { createSubmitCommand } from './submit-command.ts';

const officer: Principal = {
  accountId: 'U2',
  username: 'patrol',
  role: 'field-officer',
  areas: [...areaIds],
};
/** The unit of task T1 has arrived and may report. */
const arrived = exampleStory().slice(0, 6).reduce(applyDurable, emptySituation());
const merged = exampleIncident({ id: 'I3', state: 'merged', mergedInto: 'I1' });
const situation = { ...arrived, incidents: { ...arrived.incidents, I3: merged } };

const photo = (id: string, incidentId: string | null): EvidenceRecord => ({
  id,
  incidentId,
  mediaType: 'image/jpeg',
  sha256: '',
  areas: ['WGQ'],
  accountId: 'U2',
  capturedAtMs: null,
  sizeBytes: 1,
  deletedAtMs: id === 'P-gone' ? 9 : null,
});
const photos = [
  photo('P-mine', 'I1'),
  photo('P-other', 'I2'),
  photo('P-old', null),
  photo('P-before', 'I3'),
  photo('P-gone', 'I1'),
];

async function submit(
  photoIds: string[],
  taskId = 'T1',
  principal = officer,
  more: Partial<Command> = {},
) {
  const written: DurableDraft[] = [];
  const submitCommand = createSubmitCommand({
    lane: {
      look: (read) => read(situation),
      decide: async (decide) => {
        decide({ situation, drafts: written, put: (drafts) => written.push(...drafts) });
        return written.map((draft, i) => ({ ...draft, seq: 7 + i, atMs: 9_000 }));
      },
    },
    log: { seqOfCommand: async () => null },
    evidence: { describe: async (id) => photos.find((kept) => kept.id === id) ?? null },
    commandWorldOf: (committed) => exampleCommandWorld({ situation: committed }),
  });
  const command: Command = {
    commandId: 'c-12345678',
    name: 'task.submit-result',
    basedOnVersion: null,
    argument: { taskId, result: { finding: 'consistent', note: '', photoIds } },
    ...(more as object),
  };
  const reply = await submitCommand(command, principal);
  const [draft] = written;
  return { reply, written: written.length, actedAtMs: draft?.actedAtMs };
}

describe('a result', () => {
  it('names photographs of its own incident', async () => {
    expect(await submit(['P-mine'])).toMatchObject({ reply: { ok: true, seq: 7 }, written: 1 });
    expect(await submit([])).toMatchObject({ reply: { ok: true } });
  });

  it('names photographs of an incident that was merged into its own since', async () => {
    expect(await submit(['P-before'])).toMatchObject({ reply: { ok: true }, written: 1 });
  });

  it.each([
    ['of another incident', 'P-other'],
    ['of nobody knows which incident', 'P-old'],
    ['that never arrived', 'P-none'],
    ['that were deleted', 'P-gone'],
  ])('names none %s', async (_, id) => {
    expect(await submit(['P-mine', id])).toMatchObject({
      reply: { ok: false, refusal: { code: 'not-found', detail: id } },
      written: 0,
    });
  });

  it('tells a stranger to the area nothing of the photographs', async () => {
    const stranger: Principal = { ...officer, areas: ['PVG'] };
    const [there, notThere] = [
      await submit(['P-mine'], 'T1', stranger),
      await submit(['P-none'], 'T1', stranger),
    ];
    expect(there.reply).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
    expect(notThere).toEqual(there);
    expect(await submit(['P-mine'], 'T-none')).toEqual(there);
  });
});

describe('a note', () => {
  const note = (photoId: string, incidentId: string) =>
    submit([], 'T1', officer, {
      name: 'incident.note',
      argument: { incidentId, text: 'x', photoId },
    } as Partial<Command>);

  it('keeps a picture of its own incident, also of one that was merged into it', async () => {
    expect(await note('P-mine', 'I1')).toMatchObject({ reply: { ok: true }, written: 1 });
    expect(await note('P-before', 'I1')).toMatchObject({ reply: { ok: true } });
    expect(await note('P-mine', 'I3')).toMatchObject({ reply: { ok: true } });
  });

  it.each(['P-other', 'P-old', 'P-none'])('keeps no other: %s', async (photoId) => {
    expect(await note(photoId, 'I1')).toMatchObject({
      reply: { ok: false, refusal: { code: 'not-found' } },
      written: 0,
    });
  });
});

describe('what a phone kept until it was connected', () => {
  const { nowMs } = exampleCommandWorld();
  const daysMs = 86_400_000;

  it('is written with the time at which it was done', async () => {
    const told = await submit([], 'T1', officer, { actedAtMs: nowMs - 5 });
    expect(told).toMatchObject({ reply: { ok: true }, actedAtMs: nowMs - 5 });
  });

  it.each([nowMs, nowMs + 60_000, nowMs - 4 * daysMs])(
    'or with the time of the center alone, where a clock is wrong: %d',
    async (actedAtMs) => {
      const told = await submit([], 'T1', officer, { actedAtMs });
      expect(told).toMatchObject({ reply: { ok: true }, actedAtMs: undefined });
    },
  );
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ring } from '@ftz/bff/adapters/recordings/ring.ts';
import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { retentionId } from '@ftz/shared/state/kept-until.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, type HouseAccount, startHouse, until } from '#house.ts';

/** Evidence goes by two persons and no other way, from the disk as well; attacked by the API, and by an end at the wrong moment. */
const areas = ['WGQ' as const];
const told = { areas, actor: machine };
const officer = (username: string, more: Partial<HouseAccount> = {}): HouseAccount => ({
  ...{ username, role: 'duty-officer', areas: [...areas], ...more },
});
const seconds = ['second', 'third', 'fourth', 'fifth', 'sixth'];
const accounts = [
  officer('author', { personId: 'P-author' }),
  officer('author-again', { personId: 'P-author' }),
  // Who has judged one piece has had a hand in its incident: the next is judged by another.
  ...seconds.map((username) => officer(username)),
  officer('toucher'),
  officer('stranger', { areas: ['PVG'] }),
  officer('field', { role: 'field-officer', licences: ['second-review'] }),
  officer('auditor', { role: 'auditor' }),
];
const nowMs = Date.now();
const clip = { cameraId: 'WGQ-C01', fromMs: nowMs - 900_000, untilMs: nowMs - 780_000 };
const pieces = {
  photo: 'P1',
  film: 'V1',
  clip: 'K1',
  recording: `I1/${clip.cameraId}/${clip.fromMs}-${clip.untilMs}`,
};
const kept = {
  id: 'K1',
  cameraId: clip.cameraId,
  fromMs: nowMs - 900_000,
  untilMs: nowMs - 800_000,
};
const inspection = {
  ...{ taskId: 'T1', incidentId: 'I1', areas, cameraIds: [clip.cameraId], begunBy: 'toucher' },
  ...{ begunAtMs: nowMs, recordingSinceMs: nowMs, endedAtMs: nowMs },
  clips: [{ ...kept, bytes: 4, sha256: 'a'.repeat(64) }],
};
const story: DurableDraft[] = [
  { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
  { type: 'incident.opened', ...told, data: { incident: exampleIncident({ id: 'I2' }) } },
  { type: 'task.issued', ...told, data: { task: taskAskedAt(nowMs), revealed: null } },
  { type: 'inspection.began', ...told, data: { inspection } },
  { type: 'incident.clips-held', ...told, data: { incidentId: 'I1', clips: [clip] } },
  ...['P1', 'V1', 'P2'].map((photoId) => ({
    ...{ type: 'incident.noted' as const, areas },
    actor: { kind: 'person' as const, accountId: 'U-toucher', name: 'toucher' },
    data: { incidentId: 'I1', text: 'seen', photoId },
  })),
  { type: 'incident.noted', ...told, data: { incidentId: 'I2', text: 'seen', photoId: 'P3' } },
  { type: 'task.cancelled', ...told, data: { taskId: 'T1', incidentId: 'I1', reason: 'over' } },
  {
    ...{ type: 'incident.closed', ...told },
    data: { incidentId: 'I1', conclusion: 'confirmed', note: '' },
  },
];

/** What lies on the disk of this story. */
async function lay(dataDir: string): Promise<void> {
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId: (prefix) => prefix });
  const of = { incidentId: 'I1', accountId: 'U-toucher', savedAtMs: nowMs, capturedAtMs: null };
  for (const id of ['P1', 'P2', 'P3', 'V1']) {
    const mediaType = id === 'V1' ? 'video/mp4' : 'image/jpeg';
    await storage.evidence.save({ id, mediaType, areas, ...of, bytes: Buffer.from(`of ${id}`) });
  }
  await storage.close();
  writeFileSync(join(dataDir, 'clips', 'K1.mp4'), 'film');
  const room = { hoursOf: () => 24, mostBytes: 1e9, leastFreeBytes: 0 };
  const ring = new Ring(join(dataDir, 'recordings'), room);
  const { cameraId, fromMs, untilMs } = clip;
  ring.hold('I1', [clip]);
  for (let startsAtMs = fromMs; startsAtMs < untilMs; startsAtMs += 2_000) {
    const part = { startsAtMs, durationMs: 2_000, begins: false, init: new Uint8Array(4) };
    ring.append({ cameraId, ...part, media: new Uint8Array(50).fill(startsAtMs % 251) });
  }
  ring.close();
}

let house: House;
const cookies = new Map<string, string>();
beforeAll(async () => {
  house = await startHouse(accounts, story, {}, lay);
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
  for (const who of ['author', 'author-again', 'toucher', ...seconds])
    await act(who, 'duty.begin', {});
});
afterAll(() => house?.stop());

async function act(
  username: string,
  name: CommandName,
  argument: object,
  commandId: string = crypto.randomUUID(),
): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(username) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ commandId, name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  return reply.code ?? (reply.ok ? 'ok' : reply.refusal.code);
}
const get = (username: string, path: string) =>
  fetch(`${house.app.url}${path}`, { headers: { cookie: cookies.get(username) ?? '' } });
const situation = async () =>
  ((await (await get('author', '/api/situation')).json()) as { situation: Situation }).situation;
const deletions = async () => (await situation()).incidents.I1?.deletions ?? [];

const why = { cause: 'other', note: 'shows a bystander', evidence: [] };
const propose = (who: string, entityId: string, change: object = {}, commandId?: string) =>
  act(
    who,
    'disposition.propose',
    {
      ...{ act: 'evidence-deleted', entityId, area: 'WGQ', incidentId: 'I1', alreadyDone: false },
      ...{ ...why, conclusion: 'justified', ...change },
    },
    commandId,
  );
const pendingOf = async (entityId: string) => {
  const { dispositions } = await situation();
  const of = Object.values(dispositions).findLast(
    ({ subject }) => subject.kind === 'act' && subject.entityId === entityId,
  );
  return of?.id ?? '';
};
const conclude = (who: string, dispositionId: string, commandId?: string) =>
  act(who, 'disposition.conclude', { dispositionId, ...why, conclusion: 'justified' }, commandId);
const filesOfRecording = () =>
  readdirSync(join(house.dataDir, 'recordings'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.m4s'),
  );
const heldUntil = () => {
  const path = join(house.dataDir, 'recordings', 'held', 'I1', 'until.json');
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : null;
};
const addressOf = {
  photo: '/api/photos/P1',
  film: '/api/videos/V1',
  clip: '/api/clips/K1',
  recording: `/api/incidents/I1/clips/${clip.cameraId}/films?from=${clip.fromMs}&to=${clip.untilMs}`,
};

it('is proposed by nobody who may not, of nothing that is open, and never without a reason', async () => {
  for (const who of ['field', 'auditor']) expect(await propose(who, 'P1')).toBe('not-permitted');
  expect(await propose('stranger', 'P1')).toBe('not-found');
  expect(await propose('stranger', 'P1', { area: 'PVG', incidentId: null })).toBe('not-found');
  expect(await propose('author', 'P3', { incidentId: 'I2' })).toBe('evidence-in-use');
  expect(await propose('author', 'P3'), 'of another incident').toBe('not-found');
  expect(await propose('author', 'P1', { note: '' })).toBe('reason-needed');
  expect(await propose('author', 'P1', { alreadyDone: true })).toBe('no-emergency');
  for (const path of Object.values(addressOf)) expect((await get('author', path)).status).toBe(200);
});

it('changes by two persons until when a recording is held, also on the disk', async () => {
  const keptUntilMs = nowMs + 400 * 86_400_000;
  const entityId = retentionId('I1', keptUntilMs);
  const change = { act: 'retention-changed' };
  for (const who of ['field', 'auditor'])
    expect(await propose(who, entityId, change)).toBe('not-permitted');
  expect(await propose('stranger', entityId, change)).toBe('not-found');
  const commandId = crypto.randomUUID();
  const twice = [0, 1].map(() => propose('author', entityId, change, commandId));
  expect(await Promise.all(twice)).toEqual(['ok', 'ok']);
  expect(await propose('author-again', retentionId('I1', nowMs + 1e9), change)).toBe(
    'disposition-pending',
  );
  const dispositionId = await pendingOf(entityId);
  expect(await propose('author', 'P1'), 'under review').toBe('evidence-in-use');
  for (const who of ['author', 'author-again'])
    expect(await conclude(who, dispositionId), who).toBe('same-person');
  const drawn = (await situation()).dispositions[dispositionId]?.second?.name ?? 'nobody';
  expect(await act(drawn, 'disposition.start', { dispositionId })).toBe('ok');
  expect(await conclude(drawn, dispositionId)).toBe('ok');
  const { retention } = (await situation()).incidents.I1 ?? {};
  expect(retention).toMatchObject({ keptUntilMs, by: ['author', drawn] });
  await until(heldUntil, (said) => said === keptUntilMs);
});

it.each(Object.entries(pieces))(
  'deletes a %s by two persons, once, and off the disk',
  async (kind, id) => {
    const commandId = crypto.randomUUID();
    const twice = [propose('author', id, {}, commandId), propose('author', id, {}, commandId)];
    expect(await Promise.all(twice)).toEqual(['ok', 'ok']);
    expect(await propose('author-again', id)).toBe('disposition-pending');
    const dispositionId = await pendingOf(id);
    const drawn = (await situation()).dispositions[dispositionId]?.second?.name ?? 'nobody';
    expect(seconds, 'who noted it took part').toContain(drawn);
    for (const [who, code] of [
      ['author', 'same-person'],
      ['author-again', 'same-person'],
      ['toucher', 'not-drawn'],
      ['field', 'not-permitted'],
      ['stranger', 'not-found'],
    ] as const)
      expect(await conclude(who, dispositionId), who).toBe(code);
    expect(await conclude(drawn, dispositionId), 'not begun').toBe('wrong-state');
    const path = addressOf[kind as keyof typeof addressOf];
    expect((await get('author', path)).status).toBe(200);
    expect(await act(drawn, 'disposition.start', { dispositionId })).toBe('ok');
    const verdict = crypto.randomUUID();
    const replayed = [
      conclude(drawn, dispositionId, verdict),
      conclude(drawn, dispositionId, verdict),
    ];
    expect(await Promise.all(replayed)).toEqual(['ok', 'ok']);
    const deletion = await until(
      async () => (await deletions()).find(({ pieceId }) => pieceId === id),
      (known) => (known?.goneAtMs ?? null) !== null,
    );
    expect(deletion).toMatchObject({ kind, by: ['author', drawn], reason: 'shows a bystander' });
    expect(deletion?.files).toEqual([
      { bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const refused = await get('author', path);
    expect(refused.status).toBe(410);
    expect(await refused.json()).toMatchObject({
      code: 'evidence-deleted',
      detail: expect.stringContaining(`author + ${drawn}`),
    });
    expect((await get('stranger', path)).status).toBe(404);
    expect(await propose('author', id)).toBe('evidence-deleted');
    expect(await conclude(drawn, dispositionId)).toBe('wrong-state');
  },
);

it('leaves nothing of it on the disk, all else, and a record of each', async () => {
  const evidence = join(house.dataDir, 'evidence');
  expect(readdirSync(evidence).sort()).toEqual(['P2', 'P3']);
  expect(existsSync(join(house.dataDir, 'clips', 'K1.mp4'))).toBe(false);
  expect(filesOfRecording()).toEqual([]);
  expect((await get('author', '/api/photos/P2')).status).toBe(200);
  const answer = await get('author', '/api/incidents/I1/evidence');
  const { kept } = (await answer.json()) as {
    kept: { id: string; deletion: EvidenceDeletion | null }[];
  };
  expect(kept.filter(({ deletion }) => deletion === null).map(({ id }) => id)).toEqual(['P2']);
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(pieces)));
  const page = await get('auditor', '/api/events?afterSeq=0&limit=1000');
  const { events } = (await page.json()) as { events: DurableEvent[] };
  const types = ['evidence.deletion-ordered', 'evidence.measured', 'evidence.deleted'];
  for (const each of types) expect(events.filter(({ type }) => type === each)).toHaveLength(4);
});

it('stays refused after a restart', async () => {
  await house.restart();
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
  for (const path of Object.values(addressOf)) expect((await get('author', path)).status).toBe(410);
});

it('stays refused when the situation has forgotten its incident', async () => {
  house.pass(13 * 3_600_000);
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
  await act('toucher', 'duty.end', {});
  await until(situation, ({ incidents }) => incidents.I1 === undefined);
  for (const kind of ['photo', 'film'] as const)
    expect((await get('author', addressOf[kind])).status, kind).toBe(410);
  // Nobody can be told what it is any more; its bytes are gone all the same.
  expect((await get('author', addressOf.clip)).status).toBe(404);
  expect((await get('stranger', addressOf.photo)).status).toBe(404);
});

it('is finished by the next start where the house ended after the word and before the deed', async () => {
  const none = {
    dispositionId: 'D1',
    by: ['one', 'other'],
    reason: 'a bystander',
    orderedAtMs: nowMs,
  };
  const open = { files: null, goneAtMs: null, remains: false, ...none };
  const ordered: EvidenceDeletion[] = [
    { pieceId: 'P1', kind: 'photo', clip: null, ...open },
    // Of this one the sums had been taken.
    { pieceId: pieces.recording, kind: 'recording', clip, ...open, files: [] },
  ];
  const words = ordered.map((deletion) => ({
    ...{ type: 'evidence.deletion-ordered' as const, ...told },
    data: { incidentId: 'I1', deletion },
  }));
  const keptUntilMs = nowMs + 5e9;
  const retention = {
    ...{ keptUntilMs, dispositionId: 'D2', by: ['one', 'other'], reason: 'x', atMs: nowMs },
  };
  const changed: DurableDraft = {
    ...{ type: 'retention.changed', ...told },
    data: { incidentId: 'I1', retention },
  };
  await house.stop();
  house = await startHouse(accounts, [...story, ...words, changed], {}, lay);
  cookies.set('author', await house.signIn('author'));
  await until(deletions, (known) => known.every(({ goneAtMs }) => goneAtMs !== null));
  expect(readdirSync(join(house.dataDir, 'evidence')).sort()).toEqual(['P2', 'P3', 'V1']);
  expect(filesOfRecording()).toEqual([]);
  expect((await get('author', addressOf.photo)).status).toBe(410);
  await until(heldUntil, (said) => said === keptUntilMs);
});

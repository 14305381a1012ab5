import { startDocumentFeed } from '@ftz/mock-feeds/feeds/documents-http/device.ts';
import { papersOf } from '@ftz/mock-feeds/feeds/documents-http/papers.ts';
import {
  type PaperServer,
  startPaperServer,
} from '@ftz/mock-feeds/feeds/documents-http/poll-server.ts';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

const officer = { username: 'officer', role: 'duty-officer' as const, areas: [...areaIds] };
const foreign = { username: 'foreign', role: 'duty-officer' as const, areas: ['PVG' as const] };

let house: House;
let server: PaperServer;
let cookie: string;
let feed: ReturnType<typeof startDocumentFeed>;
const stopping = new AbortController();

beforeAll(async () => {
  // The house asks as soon as it starts, and its key is made then: the first time it is told no.
  let key = '';
  server = await startPaperServer({ key: () => key });
  house = await startHouse([officer, foreign], [], { DOCUMENTS_URL: server.url });
  key = house.app.feedPlan.documentsKey;
  cookie = await house.signIn('officer');
  feed = startDocumentFeed({
    ...house.app.feedPlan,
    random: createRandom(1),
    signal: stopping.signal,
    journal: noJournal,
  });
});
afterAll(async () => {
  stopping.abort();
  await house?.stop();
  await server?.close();
});

async function read<T>(path: string, as = cookie): Promise<T> {
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie: as } });
  return (await response.json()) as T;
}
type Listed = {
  documents: { document: { id: string; version: number }; journeyId: string | null }[];
  rulings: { ruling: { id: string }; journeyId: string | null }[];
};
const situation = async () => (await read<{ situation: Situation }>('/api/situation')).situation;
const alarmOn = async (kind: string, entityId: string) =>
  Object.values((await situation()).alarms).find(
    (alarm) => alarm.kind === kind && alarm.entityId === entityId,
  );

const journey = (n: number) => ({
  id: `J${n}`,
  vehicleId: `V0000${n}`,
  plate: `沪A0000${n}`,
  containerNo: `CSQU000${n}`,
  sealId: null,
  fromGateId: 'YSP-L2',
  toGateId: 'WGQ-G1',
  corridor: [[121.9, 30.86] as const, [121.6, 31.33] as const] as [number, number][],
  corridorM: 300,
  departedAtMs: Date.now(),
  dueAtMs: Date.now() + 3_600_000,
});
const ruling = (n: number, word: 'hold' | 'release') => ({
  v: 1 as const,
  id: `R${n}-${word}`,
  agency: 'quarantine',
  ruling: word,
  containerNo: `CSQU000${n}`,
  billNo: null,
  reason: 'sample taken',
  ruledAt: new Date().toISOString(),
});

describe('papers that are pushed', () => {
  it('join their journey, and raise nothing while they agree', async () => {
    await feed.declare(journey(1));
    for (const paper of papersOf(journey(1))) {
      expect(await feed.file(paper)).toEqual({ accepted: true });
    }
    const { documents } = await read<Listed>('/api/documents');
    expect(documents.map(({ journeyId }) => journeyId)).toEqual(['J1', 'J1', 'J1', 'J1']);
    expect(await read<Listed>('/api/documents?unjoined=true')).toMatchObject({ documents: [] });
    const { documents: hidden } = await read<Listed>(
      '/api/documents',
      await house.signIn('foreign'),
    );
    expect(hidden).toEqual([]);
    expect(await alarmOn('documents-disagree', 'BLJ1')).toBeUndefined();
  });

  it('raise what disagrees, paper by paper, and a corrected version ends it', async () => {
    await feed.declare(journey(2));
    const [manifest] = papersOf(journey(2));
    for (const paper of papersOf(journey(2), { weightKg: 100 })) await feed.file(paper);
    const alarm = await alarmOn('documents-disagree', 'BLJ2');
    expect(alarm).toMatchObject({ severity: 3, journeyId: 'J2', area: 'WGQ', returnedAtMs: null });
    const weight = manifest?.weightKg;
    expect(alarm?.facts).toEqual([
      { name: 'weight-disagrees', value: `manifest ${weight} · bill ${weight} · entry 100` },
    ]);
    const entry = papersOf(journey(2)).find(({ kind }) => kind === 'entry');
    if (entry) await feed.file({ ...entry, version: 2 });
    expect((await alarmOn('documents-disagree', 'BLJ2'))?.returnedAtMs).not.toBeNull();
    const { documents } = await situation();
    expect(documents['entry/ENJ2']?.version).toBe(2);
  });

  it('are listed when they join nothing, and refused when they are wrong', async () => {
    const [manifest] = papersOf({ ...journey(9), containerNo: 'NOBODY1' });
    if (manifest) await feed.file(manifest);
    const { documents } = await read<Listed>('/api/documents?unjoined=true');
    expect(documents.map(({ document }) => document.id)).toEqual(['MFJ9']);
    const wrong = { ...manifest, kind: 'love-letter' } as unknown as Parameters<
      typeof feed.file
    >[0];
    expect(await feed.file(wrong)).toMatchObject({ accepted: false });
  });
});

describe('another agency', () => {
  it('holds what is under way until it releases it', async () => {
    await feed.declare(journey(3));
    await feed.rule(ruling(3, 'hold'));
    const entityId = 'quarantine/CSQU0003';
    const alarm = await alarmOn('agency-hold', entityId);
    expect(alarm).toMatchObject({ severity: 2, journeyId: 'J3', returnedAtMs: null });
    await feed.rule(ruling(3, 'release'));
    expect((await alarmOn('agency-hold', entityId))?.returnedAtMs).not.toBeNull();
  });

  it('held it before it set out', async () => {
    await feed.rule(ruling(4, 'hold'));
    expect(await alarmOn('agency-hold', 'quarantine/CSQU0004')).toBeUndefined();
    await feed.declare(journey(4));
    expect(await alarmOn('agency-hold', 'quarantine/CSQU0004')).toMatchObject({ severity: 2 });
  });
});

it('asks for papers that nobody pushes, page after page, and passes none over', async () => {
  const { documents: before } = await situation();
  server.publish('document', { v: 1, kind: 'unknown' });
  for (let n = 0; n < 250; n += 1) {
    const [manifest] = papersOf({ ...journey(9), id: `P${n}`, containerNo: `POLL${n}` });
    server.publish('document', manifest);
  }
  const count = async () =>
    Object.keys((await situation()).documents).length - Object.keys(before).length;
  await until(count, (more) => more === 250);
  await until(server.unchanged, (times) => times > 0);
  const { parts } = await read<{ parts: Record<string, { ok: boolean; detail: string }> }>(
    '/health/ready',
  );
  expect(parts['documents-http']).toMatchObject({ ok: true });
});

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '#house.ts';

const areas = ['WGQ' as const];
const told = { areas, actor: machine };
const log = [
  { type: 'alarm.raised' as const, ...told, data: { alarm: exampleAlarm() } },
  ...['I1', 'I2'].map((id) => ({
    type: 'incident.opened' as const,
    ...told,
    data: { incident: exampleIncident({ id }) },
  })),
  {
    type: 'task.issued' as const,
    ...told,
    data: { task: taskAskedAt(Date.now()), revealed: null },
  },
];

let house: House;
let patrol = '';
let other = '';
let foreigner = '';
beforeAll(async () => {
  const role = 'field-officer' as const;
  const whole = ['patrol', 'other', 'greedy'].map((username) => ({
    username,
    role,
    areas: [...areaIds],
  }));
  const foreign = { username: 'foreigner', role, areas: ['PVG' as const] };
  house = await startHouse([...whole, foreign], log);
  [patrol, other, foreigner] = (await Promise.all(
    ['patrol', 'other', 'foreigner'].map((name) => house.signIn(name)),
  )) as [string, string, string];
});
afterAll(() => house?.stop());

const jpeg = (size = 2_000) => {
  const bytes = randomBytes(size);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes;
};
const film = (size: number) => {
  const bytes = randomBytes(size);
  bytes.write('\0\0\0\x18ftypisom', 0, 'latin1');
  return bytes;
};
const freshId = (mediaType = 'image/jpeg') =>
  `${mediaType.startsWith('video/') ? 'V' : 'P'}${randomBytes(18).toString('base64url')}`;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

type Said = { status: number; offset?: number; complete?: boolean; code?: string; detail?: string };

async function ask(
  method: string,
  path: string,
  by: string,
  init: RequestInit = {},
): Promise<Said> {
  const url = `${house.app.url}/api/uploads${path}`;
  const headers = { cookie: by, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { ...init, method, headers });
  return { status: response.status, ...((await response.json()) as object) };
}

function announce(
  bytes: Uint8Array,
  change: Record<string, unknown> & { mediaType?: string } = {},
  by = patrol,
) {
  const announcement = {
    uploadId: freshId(change.mediaType),
    incidentId: 'I1',
    taskId: 'T1',
    sha256: sha256Of(bytes),
    sizeBytes: bytes.length,
    mediaType: 'image/jpeg',
    capturedAtMs: 1_700_000_000_000,
    ...change,
  };
  const headers = { 'content-type': 'application/json' };
  const said = ask('POST', '', by, { headers, body: JSON.stringify(announcement) });
  return said.then((answer) => ({ ...answer, uploadId: announcement.uploadId }));
}

const send = (uploadId: string, offset: number, piece: Uint8Array, by = patrol) =>
  ask('PATCH', `/${uploadId}?offset=${offset}`, by, {
    headers: { 'content-type': 'application/offset+octet-stream' },
    body: Buffer.from(piece),
  });

const partsOnDisk = () => readdirSync(join(house.dataDir, 'uploads'));

describe('a film that is sent in pieces', () => {
  it('survives the end of the house, comes once, and is read in ranges', async () => {
    const bytes = film(900_000);
    const { uploadId, ...first } = await announce(bytes, { mediaType: 'video/mp4' });
    expect(first).toEqual({ status: 200, offset: 0, complete: false });
    expect(await send(uploadId, 0, bytes.subarray(0, 400_000))).toMatchObject({ offset: 400_000 });
    await house.restart();
    expect(await ask('GET', `/${uploadId}`, patrol)).toMatchObject({ offset: 400_000 });
    // A piece of which the answer was lost, and one from before the phone knew how far it was.
    expect(await send(uploadId, 0, bytes.subarray(0, 400_000))).toMatchObject({ offset: 400_000 });
    const last = await send(uploadId, 400_000, bytes.subarray(400_000));
    expect(last).toEqual({ status: 200, offset: 900_000, complete: true });
    for (const again of [
      await send(uploadId, 400_000, bytes.subarray(400_000)),
      await ask('GET', `/${uploadId}`, patrol),
      await announce(bytes, { uploadId, mediaType: 'video/mp4' }),
    ])
      expect(again).toMatchObject({ status: 200, complete: true });

    const read = (range?: string, by = patrol) =>
      fetch(`${house.app.url}/api/videos/${uploadId}`, {
        headers: { cookie: by, ...(range ? { range } : {}) },
      });
    const whole = await read();
    expect(sha256Of(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256Of(bytes));
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment/);
    const part = await read('bytes=10-19');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/900000']);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
    expect(Buffer.from(await (await read('bytes=-5')).arrayBuffer())).toEqual(bytes.subarray(-5));
    expect((await read('bytes=900000-')).status).toBe(416);
    expect((await read('bytes=x-y')).status).toBe(200);
    expect((await read(undefined, foreigner)).status).toBe(404);
    expect(partsOnDisk()).toEqual([]);
  });

  it('can be named by a result before it is the newest thing that the house knows', async () => {
    const bytes = jpeg();
    const { uploadId } = await announce(bytes);
    await send(uploadId, 0, bytes);
    const photo = await fetch(`${house.app.url}/api/photos/${uploadId}`, {
      headers: { cookie: patrol },
    });
    expect(photo.status).toBe(200);
    expect(photo.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('what is no evidence', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  const html = Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(60));
  const heic = Buffer.from('\0\0\0\x18ftypheic'.padEnd(60), 'latin1');
  const exe = Buffer.from('MZ'.padEnd(60));

  it.each([
    ['a script that calls itself a picture', svg, 'image/jpeg'],
    ['a page that calls itself a film', html, 'video/mp4'],
    ['a picture that calls itself a film', jpeg(60), 'video/mp4'],
    ['a picture in the box of a film', heic, 'video/mp4'],
    ['a program', exe, 'image/png'],
  ])('is refused with its first piece: %s', async (_, bytes, mediaType) => {
    const { uploadId } = await announce(bytes, { mediaType });
    expect(await send(uploadId, 0, bytes)).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await ask('GET', `/${uploadId}`, patrol)).toMatchObject({ status: 404 });
    expect(partsOnDisk()).toEqual([]);
  });

  it.each([
    ['P', 'video/mp4'],
    ['V', 'image/jpeg'],
  ])('says by its name whether it moves: %s… is no %s', async (letter, mediaType) => {
    const uploadId = `${letter}${randomBytes(18).toString('base64url')}`;
    const said = await announce(film(100), { uploadId, mediaType });
    expect(said).toMatchObject({ status: 400, code: 'bad-request' });
  });

  it.each(['image/svg+xml', 'text/html', 'application/pdf', 'image/gif', ''])(
    'is not even begun: %j',
    async (mediaType) => {
      expect(await announce(jpeg(), { mediaType })).toMatchObject({ status: 400 });
    },
  );

  it('is too large, also where only its pieces are', async () => {
    const tooLarge = { status: 413, code: 'too-large' };
    const mb = 1024 ** 2;
    expect(await announce(jpeg(), { sizeBytes: 9 * mb })).toMatchObject(tooLarge);
    const long = { mediaType: 'video/mp4', sizeBytes: 201 * mb };
    expect(await announce(jpeg(), long)).toMatchObject(tooLarge);
    const { uploadId } = await announce(jpeg(100));
    expect(await send(uploadId, 0, jpeg(2 * mb))).toMatchObject(tooLarge);
    expect(await send(uploadId, 0, jpeg(101))).toMatchObject({ status: 400 });
    expect(partsOnDisk()).toEqual([]);
  });

  it('is not what was announced', async () => {
    const { uploadId } = await announce(jpeg(500));
    expect(await send(uploadId, 0, jpeg(500))).toMatchObject({ status: 400, detail: 'sha256' });
    expect(await ask('GET', `/${uploadId}`, patrol)).toMatchObject({ status: 404 });
    expect(existsSync(join(house.dataDir, 'evidence', uploadId))).toBe(false);
  });
});

describe('whose it is', () => {
  it.each([
    ['an incident that does not exist', { incidentId: 'I9' }],
    ['a task of another incident', { incidentId: 'I2' }],
    ['a task that does not exist', { taskId: 'T9' }],
  ])('is nobody’s: %s', async (_, change) => {
    expect(await announce(jpeg(), change)).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is not a stranger’s', async () => {
    const bytes = jpeg();
    expect(await announce(bytes, {}, foreigner)).toMatchObject({ status: 404 });
    const { uploadId } = await announce(bytes);
    for (const by of [other, foreigner]) {
      expect(await ask('GET', `/${uploadId}`, by)).toMatchObject({ status: 404 });
      expect(await send(uploadId, 0, bytes, by)).toMatchObject({ status: 404 });
      expect(await announce(bytes, { uploadId }, by)).toMatchObject({ status: 404 });
    }
    expect(await send(uploadId, 0, bytes)).toMatchObject({ complete: true });
    expect(await announce(bytes, { uploadId }, other)).toMatchObject({ status: 404 });
  });

  it.each([
    '../../etc/passwd',
    '..%2f..%2fcommand-center.db',
    'P/../../x',
    'P\\..\\x-aaaaaaaaaaaaaaaaaaaaa',
    `P${'a'.repeat(20)}.`,
    `P${'a'.repeat(20)}\0`,
    `P${'a'.repeat(60)}`,
    '',
  ])('has no name that a file system reads: %j', async (uploadId) => {
    expect(await announce(jpeg(), { uploadId })).toMatchObject({ status: 400 });
    const path = `/${encodeURIComponent(uploadId)}`;
    expect((await ask('GET', path, patrol)).status).toBeGreaterThanOrEqual(400);
    expect(partsOnDisk()).toEqual([]);
  });

  it('says what it took no part in: a time that is still to come is now', async () => {
    const bytes = jpeg();
    const { uploadId } = await announce(bytes, { capturedAtMs: Date.now() + 3_600_000 });
    expect(await send(uploadId, 0, bytes)).toMatchObject({ complete: true });
  });

  it('is bounded: two dozen under way of each account', async () => {
    const greedy = await house.signIn('greedy');
    const begin = async () => (await announce(jpeg(), {}, greedy)).status;
    const statuses = [];
    for (let n = 0; n < 26; n++) statuses.push(await begin());
    expect(statuses.filter((status) => status === 200).length).toBe(24);
    expect(statuses.at(-1)).toBe(429);
    expect((await announce(jpeg())).status).toBe(200);
  });
});

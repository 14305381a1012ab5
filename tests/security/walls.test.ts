import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type CommandName, type CommandReply, commandNames } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type WaitingWall, wallCodeLetters } from '@ftz/shared/contract/wall.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { openWallBrowser, type WallBrowser } from '#wall-key.ts';
import { anyArgument } from './any-argument.ts';

/** A browser becomes a screen of the hall by the word of a person, and by nothing else. */
const all = [...areaIds];
let house: House;
let wall: WallBrowser;
/** Each test asks from an address of its own, which has tried nothing yet. */
let address: string;
let tests = 0;
const url = () => house.app.url;
const cookies = new Map<string, string>();
const sockets: Socket[] = [];

beforeAll(async () => {
  house = await startHouse([
    { username: 'leader', role: 'shift-leader', areas: all },
    { username: 'technician', role: 'technician', areas: all },
    { username: 'officer', role: 'duty-officer', areas: all },
    { username: 'leader-pvg', role: 'shift-leader', areas: ['PVG'] },
    { username: 'wall', role: 'wall', areas: all },
  ]);
  for (const name of ['leader', 'technician', 'officer', 'leader-pvg', 'wall'])
    cookies.set(name, await house.signIn(name));
});
beforeEach(async () => {
  tests += 1;
  address = `10.0.0.${tests}`;
  wall = await openWall();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  for (const wallId of Object.keys(await walls())) await act('leader', 'wall.revoke', { wallId });
});
afterAll(() => house?.stop());

const openWall = () => openWallBrowser(url, address);
const shownWalls = async () =>
  Object.values(await walls()).flatMap(({ id, display }) => (display ? [id] : []));

async function post(cookie: string, name: CommandName, argument: object): Promise<string> {
  const response = await fetch(`${url()}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  const code = reply.code ?? (reply.ok ? 'ok' : reply.refusal.code);
  if (code !== 'too-many-attempts') return code;
  await new Promise((resolve) => setTimeout(resolve, 300));
  return post(cookie, name, argument);
}
const act = (who: string, name: CommandName, argument: object) =>
  post(cookies.get(who) ?? '', name, argument);
const get = (path: string, cookie: string) => fetch(`${url()}${path}`, { headers: { cookie } });
const statusOf = async (cookie: string | null) => (await get('/api/session', cookie ?? '')).status;

async function codeOf(browser: WallBrowser): Promise<string> {
  const { body } = await browser.ask();
  expect(body.state).toBe('waiting');
  return body.code ?? '';
}
const enrol = (code: string, wallId = '2', who = 'leader', areas = all) =>
  act(who, 'wall.enrol', { code, wallId, areas });
async function letIn(browser: WallBrowser, wallId = '2'): Promise<string> {
  expect(await enrol(await codeOf(browser), wallId)).toBe('ok');
  const { body, cookie } = await browser.ask();
  expect(body).toMatchObject({ state: 'let-in', wallId });
  return cookie ?? '';
}
async function walls(): Promise<Situation['walls']> {
  const answer = await (await get('/api/situation', cookies.get('leader') ?? '')).json();
  return (answer as { situation: Situation }).situation.walls;
}
const connect = (cookie: string) =>
  new Promise<Socket | null>((resolve) => {
    const socket = io(url(), {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie, origin: url() },
    });
    sockets.push(socket);
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', () => resolve(null));
  });

describe('a browser that asks to be a screen of the hall', () => {
  it('waits under a code, is let in by a person, and goes on by its key alone', async () => {
    const code = await codeOf(wall);
    expect(code).toMatch(new RegExp(`^[${wallCodeLetters}]{8}$`));
    expect(await codeOf(wall)).toBe(code);
    const list = await get('/api/walls', cookies.get('technician') ?? '');
    const { waiting } = (await list.json()) as { waiting: WaitingWall[] };
    expect(waiting).toMatchObject([{ code, address, browser: 'Chromium of a wall' }]);
    expect(await enrol(code, '2', 'leader', ['WGQ', 'PVG'])).toBe('ok');

    const { body, cookie } = await wall.ask();
    expect(body).toMatchObject({
      state: 'let-in',
      wallId: '2',
      principal: { role: 'wall', areas: ['WGQ', 'PVG'] },
    });
    expect(await statusOf(cookie)).toBe(200);
    expect((await walls())['2']).toMatchObject({ display: { byName: 'leader', key: wall.key } });
    // The house forgets sessions of screens, and knows their keys.
    await house.restart();
    expect(await statusOf(cookie)).toBe(401);
    expect((await wall.ask()).body).toMatchObject({ state: 'let-in', wallId: '2' });
  });

  it('is let in or turned away by those who may, over areas that are theirs', async () => {
    const code = await codeOf(wall);
    for (const who of ['officer', 'wall']) {
      expect(await enrol(code, '2', who)).toBe('not-permitted');
      expect(await act(who, 'wall.refuse', { code })).toBe('not-permitted');
      expect((await get('/api/walls', cookies.get(who) ?? '')).status).toBe(403);
    }
    expect(await enrol(code, '2', 'leader-pvg')).toBe('not-permitted');
    expect((await get('/api/walls', '')).status).toBe(401);
    expect((await wall.ask()).body.state).toBe('waiting');
    expect(await act('technician', 'wall.refuse', { code })).toBe('ok');
    expect((await wall.ask()).body.state).toBe('refused');
    expect(await enrol(code)).toBe('wall-code-unknown');
    expect(await shownWalls()).toEqual([]);
  });

  it('takes nobody’s place whose areas are not those of who lets it in', async () => {
    await letIn(wall);
    const other = await openWall();
    expect(await enrol(await codeOf(other), '2', 'leader-pvg', ['PVG'])).toBe('not-permitted');
    expect(await act('leader-pvg', 'wall.revoke', { wallId: '2' })).toBe('not-permitted');
    expect((await wall.ask()).body.state).toBe('let-in');
  });
});

describe('a code', () => {
  it('that is guessed names nobody, and one that was used names nobody any more', async () => {
    const code = await codeOf(wall);
    for (let n = 0; n < 20; n++) {
      const guess = Array.from({ length: 8 }, (_, i) => wallCodeLetters[(n * 7 + i * 3) % 31]);
      if (guess.join('') === code) continue;
      expect(await enrol(guess.join(''))).toBe('wall-code-unknown');
    }
    expect(await enrol(`${code.slice(0, 7)}`)).toBe('bad-request');
    const twice = await Promise.all([enrol(code, '2'), enrol(code, '3')]);
    expect(twice.filter((each) => each === 'ok')).toHaveLength(1);
    expect(twice.some((each) => /^(already-registered|wall-code-unknown)$/.test(each))).toBe(true);
    expect(await enrol(code, '4')).toBe('wall-code-unknown');
    expect(await shownWalls()).toHaveLength(1);
  });

  it('cannot be had in numbers', async () => {
    const states: (string | undefined)[] = [];
    for (let n = 0; n < 6; n++) states.push((await (await openWall()).ask()).body.state);
    expect(states).toEqual([...Array(4).fill('waiting'), undefined, undefined]);
    const elsewhere = await openWallBrowser(url, '10.0.1.1');
    expect((await elsewhere.ask()).body.state).toBe('waiting');
  });
});

describe('a key', () => {
  it('signs a question once, of this house, under this name', async () => {
    await letIn(wall);
    const asked = await wall.nonce();
    const proof = { key: wall.key, nonce: asked.nonce, signature: await wall.sign(asked) };
    expect((await wall.present(proof)).status).toBe(200);
    expect(await wall.present(proof)).toMatchObject({ status: 401, cookie: null });

    const wrong = async (change: object) => {
      const { nonce, epoch } = await wall.nonce();
      const signature = await wall.sign({ nonce, epoch, ...change });
      return (await wall.present({ key: wall.key, nonce, signature })).status;
    };
    expect(await wrong({})).toBe(200);
    expect(await wrong({ host: 'wall.evil.example' })).toBe(401);
    expect(await wrong({ epoch: 'another-log' })).toBe(401);
    expect(await wrong({ nonce: 'A'.repeat(43) })).toBe(401);
    const invented = 'A'.repeat(43);
    const signature = await wall.sign({ nonce: invented, epoch: asked.epoch });
    expect((await wall.present({ key: wall.key, nonce: invented, signature })).status).toBe(401);
  });

  it('opens nothing for another, whatever it claims to be', async () => {
    await letIn(wall);
    const thief = await openWall();
    const asked = await thief.nonce();
    const claimed = await thief.sign({ ...asked, key: wall.key });
    expect(
      await thief.present({ key: wall.key, nonce: asked.nonce, signature: claimed }),
    ).toMatchObject({ status: 401, cookie: null });
    expect((await thief.ask()).body.state).toBe('waiting');
    const next = await thief.nonce();
    const offCurve = { x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const signature = await thief.sign(next);
    expect((await thief.present({ key: offCurve, nonce: next.nonce, signature })).status).toBe(401);
  });

  it('is not heard from a foreign page', async () => {
    for (const path of ['/api/walls/nonce', '/api/walls/session']) {
      const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
      const body = JSON.stringify({
        key: wall.key,
        nonce: 'A'.repeat(43),
        signature: 'A'.repeat(86),
      });
      const response = await fetch(`${url()}${path}`, { method: 'POST', headers, body });
      expect(response.status).toBe(403);
    }
  });
});

describe('a screen that was let in', () => {
  it('does nothing at all, and is no other wall', { timeout: 120_000 }, async () => {
    const cookie = await letIn(wall);
    const things = { wallId: '2', code: '23456789' };
    for (const name of commandNames) {
      const code = await post(cookie, name, anyArgument(name, things));
      expect(['not-permitted', 'not-found'], name).toContain(code);
    }
    expect(await post(cookie, 'wall.register', { wallId: '3' })).toBe('not-permitted');
    expect(await act('wall', 'wall.register', { wallId: '2' })).toBe('already-registered');
    for (const path of ['/api/walls', '/api/devices', '/api/people', '/api/figures'])
      expect([400, 403, 404], path).toContain((await get(path, cookie)).status);
  });

  it('is out at once when a person takes it back: session, socket and pictures', async () => {
    const cookie = await letIn(wall);
    const picture = () => get('/api/cameras/WGQ-C01/live.m3u8', cookie);
    expect((await picture()).status).not.toBe(401);
    const socket = await connect(cookie);
    const ended = new Promise((resolve) => socket?.once('session-ended', () => resolve(true)));
    expect(await act('technician', 'wall.revoke', { wallId: '2' })).toBe('ok');
    expect(await statusOf(cookie)).toBe(401);
    expect((await picture()).status).toBe(401);
    expect(await ended).toBe(true);
    expect(await connect(cookie)).toBeNull();
    expect((await wall.ask()).body.state).toBe('waiting');
    await house.restart();
    expect((await wall.ask()).body.state).toBe('waiting');
  });

  it('is out when another browser takes its place', async () => {
    const cookie = await letIn(wall);
    const other = await openWall();
    const newer = await letIn(other);
    expect([await statusOf(cookie), await statusOf(newer)]).toEqual([401, 200]);
    expect((await wall.ask()).body.state).toBe('waiting');
  });

  it('and whoever was turned away or put out stand in the log, by whom', async () => {
    const before = (await entries()).length;
    await letIn(wall);
    expect(await act('technician', 'wall.revoke', { wallId: '2' })).toBe('ok');
    const other = await openWall();
    expect(await act('leader', 'wall.refuse', { code: await codeOf(other) })).toBe('ok');
    expect((await entries()).slice(before)).toEqual([
      ['wall.enrolled', 'leader'],
      ['wall.revoked', 'technician'],
      ['wall.refused', 'leader'],
    ]);
  });
});

/** What the log tells of walls. */
async function entries(): Promise<[type: string, by: string][]> {
  const socket = await connect(cookies.get('leader') ?? '');
  const heard = <T>(event: string) =>
    new Promise<T>((resolve) => socket?.once(event, (message: T) => resolve(message)));
  const welcomed = heard<{ epoch: string }>('welcome');
  const sync = (have: object | null) => socket?.emitWithAck('sync', { contractVersion, have });
  await sync(null);
  const { epoch } = await welcomed;
  const replayed = heard<{ events: DurableEvent[] }>('events');
  await until(
    () => sync({ epoch, seq: 0 }),
    (refusal) => refusal === null,
  );
  const { events } = await replayed;
  return events
    .filter(({ type }) => type.startsWith('wall.'))
    .map(({ type, actor }) => [type, actor.name]);
}

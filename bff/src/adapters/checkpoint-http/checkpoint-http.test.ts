import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameResult, GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { checkpointHttpAdapter } from './checkpoint-http.ts';
import { readPassage } from './passage.ts';

const nowMs = Date.UTC(2026, 10, 22, 10, 0, 0);
const laneId = 'WGQ-G1-L1';
const whole = {
  v: 1,
  eventId: 'e-1',
  laneId,
  direction: 'IN',
  closedAt: '2026-11-22T09:59:58Z',
  plate: { text: '黄沪Ａ·12345', confidence: 97, colour: 'yellow' },
  containers: [
    { position: 'front', no: 'csqu 305438 3' },
    { position: 'rear', no: 'CSQU3054384' },
  ],
  seals: [{ id: 'ES000001', kind: 'eseal', state: 'sealed' }],
  weight: { kg: 30_120, stable: true },
};

async function startLane(fails = false) {
  const accepted: Observation[] = [];
  const counted: FrameResult[] = [];
  const bad: string[] = [];
  const host: GatewayHost = {
    accept: async (observation) => {
      if (fails) throw new Error('the disk is full');
      accepted.push(observation);
    },
    countFrame: (result) => counted.push(result),
    keepBadFrame: (_bytes, reason) => bad.push(reason),
    nowMs: () => nowMs,
  };
  const keyOf = (id: string) => (id === laneId ? 'secret' : null);
  const gateway = await checkpointHttpAdapter({ keyOf }).start(host);
  const [route] = gateway.routes;
  if (!route) throw new Error('no route');
  const post = (body: unknown, key: string | null = 'secret', id = laneId) =>
    route.handle({
      params: { laneId: id },
      query: {},
      headers: {},
      key,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      peer: '10.0.0.9',
    });
  return { route, post, accepted, counted, bad };
}

describe('checkpointHttpAdapter', () => {
  it('keeps a passage and says so', async () => {
    const { route, post, accepted, counted } = await startLane();
    expect(route).toMatchObject({
      path: '/devices/lanes/:laneId/passages',
      bodyLimitBytes: 262_144,
    });
    expect(await post(whole)).toEqual({ status: 202, body: { accepted: true, eventId: 'e-1' } });
    expect(accepted).toEqual([
      {
        kind: 'passage',
        gateway: 'checkpoint-http',
        deviceId: laneId,
        deviceAtMs: nowMs - 2000,
        receivedAtMs: nowMs,
        passage: {
          eventId: 'e-1',
          laneId,
          direction: 'IN',
          closedAtMs: nowMs - 2000,
          plate: '沪A12345',
          plateConfidence: 0.97,
          containerNos: ['CSQU3054383'],
          seals: [{ id: 'ES000001', state: 'sealed' }],
          weightKg: 30_120,
        },
      },
    ]);
    expect(counted).toEqual(['ok']);
  });

  it('asks for a repetition when the passage was not kept', async () => {
    const { post, counted } = await startLane(true);
    expect(await post(whole)).toMatchObject({
      status: 503,
      body: { code: 'not-ready', retry: 'later' },
    });
    expect(counted).toEqual([]);
  });

  it.each(['wrong', '', null])(
    'refuses the key %j of a known lane, and takes nothing',
    async (key) => {
      const { post, accepted, bad } = await startLane();
      expect(await post(whole, key)).toMatchObject({
        status: 401,
        body: { code: 'not-permitted' },
      });
      expect(accepted).toEqual([]);
      expect(bad).toEqual(['wrong-key']);
    },
  );

  it('refuses an unknown lane, and lists it', async () => {
    const { post, accepted, bad } = await startLane();
    expect(await post(whole, 'secret', 'WGQ-G9-L9')).toMatchObject({ status: 401 });
    expect(await post(whole, 'secret', 'x'.repeat(65))).toMatchObject({ status: 401 });
    expect(accepted).toEqual([
      {
        kind: 'alive',
        gateway: 'checkpoint-http',
        deviceId: 'WGQ-G9-L9',
        deviceAtMs: nowMs,
        receivedAtMs: nowMs,
      },
    ]);
    expect(bad).toEqual(['unknown-lane', 'unknown-lane']);
  });

  it('answers an unknown lane even when nothing can be kept', async () => {
    const { post } = await startLane(true);
    expect(await post(whole, null, 'WGQ-G9-L9')).toMatchObject({ status: 401 });
  });

  it.each([
    ['{"v":1', 'JSON object'],
    [[whole], 'JSON object'],
    [{ ...whole, v: 2 }, 'v must be 1'],
    [{ ...whole, eventId: '' }, 'eventId'],
    [{ ...whole, laneId: 'WGQ-G1-L2' }, 'differs'],
    [{ ...whole, direction: 'SIDEWAYS' }, 'direction'],
    [{ ...whole, closedAt: '2026-11-22T09:59:58' }, 'closedAt'],
    [{ ...whole, closedAt: undefined }, 'closedAt'],
  ])('says what is wrong with body %#', async (body, words) => {
    const { post, bad } = await startLane();
    const reply = await post(body);
    const said = { code: 'bad-request', detail: expect.stringContaining(words) };
    expect(reply).toMatchObject({ status: 400, body: said });
    expect(bad).toHaveLength(1);
  });
});

describe('readPassage', () => {
  const read = (json: unknown) => readPassage(Buffer.from(JSON.stringify(json)), laneId);

  it.each([
    [{ plate: undefined }, { plate: null, plateConfidence: null }],
    [{ plate: { text: '_无_', confidence: 0.9 } }, { plate: null, plateConfidence: null }],
    [{ plate: { text: '沪A12345', confidence: 104 } }, { plateConfidence: 1 }],
    [{ containers: 'none' }, { containerNos: [] }],
    [
      { containers: [{ no: 'CSQU305438' }, { no: 'CSQU305438' }] },
      { containerNos: ['CSQU305438'] },
    ],
    [{ seals: [{ id: 7 }, { id: ' S1 ' }] }, { seals: [{ id: 'S1', state: 'unknown' }] }],
    [{ weight: { kg: 9, stable: false } }, { weightKg: null }],
    [{ weight: { kg: -9 } }, { weightKg: null }],
    [{ closedAt: 1_795_341_600_000 }, { closedAtMs: 1_795_341_600_000 }],
  ])('takes what it can read of %j', (part, expected) => {
    expect(read({ ...whole, ...part })).toMatchObject({ ok: true, passage: expected });
  });

  it('never throws, whatever stands in a field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (name, value) => {
        read({ ...whole, [name]: value });
        read(value);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readPassage(bytes, laneId)));
  });
});

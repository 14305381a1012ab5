import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameResult, GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { documentsHttpAdapter } from './documents-http.ts';
import { readJson } from './json-form.ts';
import { paperTypes, readPaper } from './take-paper.ts';

const nowMs = Date.UTC(2026, 10, 22, 10, 0, 0);
const whole = {
  v: 1,
  id: 'J-1',
  vehicleId: 'V00001',
  plate: '沪a12345',
  containerNo: 'CSQU3054383',
  sealId: 'ES000001',
  fromGateId: 'YSP-L1',
  toGateId: 'WGQ-G1',
  corridor: [
    [121.9, 30.88],
    [121.6, 31.33],
  ],
  corridorM: 300,
  departedAt: '2026-11-22T18:00:00+08:00',
  dueAt: '2026-11-22T12:00:00Z',
};

async function startFeed(key = 'secret', fails = false) {
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
  const gateway = await documentsHttpAdapter({ key }).start(host);
  const [route] = gateway.routes;
  if (!route) throw new Error('no route');
  const post = (body: unknown, given: string | null = 'secret') =>
    route.handle({
      params: {},
      query: {},
      headers: {},
      key: given,
      body: Buffer.from(JSON.stringify(body)),
      peer: '10.0.0.9',
    });
  return { route, post, accepted, counted, bad };
}

describe('documentsHttpAdapter', () => {
  it('keeps a declared journey and says so', async () => {
    const { route, post, accepted, counted } = await startFeed();
    expect(route.path).toBe('/devices/journeys');
    expect(await post(whole)).toEqual({ status: 202, body: { accepted: true, id: 'J-1' } });
    expect(accepted).toEqual([
      {
        kind: 'journey',
        gateway: 'documents-http',
        deviceId: 'documents',
        deviceAtMs: nowMs,
        receivedAtMs: nowMs,
        journey: {
          id: 'J-1',
          vehicleId: 'V00001',
          plate: '沪A12345',
          containerNo: 'CSQU3054383',
          sealId: 'ES000001',
          fromGateId: 'YSP-L1',
          toGateId: 'WGQ-G1',
          corridor: whole.corridor,
          corridorM: 300,
          departedAtMs: nowMs,
          dueAtMs: nowMs + 7_200_000,
        },
      },
    ]);
    expect(counted).toEqual(['ok']);
  });

  it('knows goods without container and seal', async () => {
    const { post, accepted } = await startFeed();
    await post({ ...whole, containerNo: undefined, sealId: null });
    expect(accepted).toMatchObject([{ journey: { containerNo: null, sealId: null } }]);
  });

  it.each(['wrong', '', null])('refuses the key %j', async (key) => {
    const { post, accepted, bad } = await startFeed();
    expect(await post(whole, key)).toMatchObject({ status: 401, body: { code: 'not-permitted' } });
    expect([accepted, bad]).toEqual([[], ['wrong-key']]);
  });

  it('opens to nobody when its own key is empty', async () => {
    const { post } = await startFeed('');
    expect(await post(whole, '')).toMatchObject({ status: 401 });
  });

  it('asks for a repetition when the journey was not kept', async () => {
    const { post } = await startFeed('secret', true);
    expect(await post(whole)).toMatchObject({ status: 503, body: { code: 'not-ready' } });
  });

  it.each([
    ['text', 'JSON object'],
    [{ ...whole, v: 2 }, '/v'],
    [{ ...whole, id: '' }, '/id'],
    [{ ...whole, corridor: [[121.9, 30.88]] }, '/corridor'],
    [
      {
        ...whole,
        corridor: [
          [30.88, 121.9],
          [31, 121],
        ],
      },
      '/corridor',
    ],
    [{ ...whole, corridorM: 5 }, '/corridorM'],
    [{ ...whole, departedAt: '2026-11-22T18:00:00' }, '/departedAt'],
    [{ ...whole, dueAt: whole.departedAt }, 'dueAt must be after'],
    [{ ...whole, departedAt: '2026-13-40T18:00:00Z' }, 'departedAt'],
  ])('says what is wrong with body %#', async (body, words) => {
    const { post, bad } = await startFeed();
    const reply = await post(body);
    const said = { code: 'bad-request', detail: expect.stringContaining(words) };
    expect(reply).toMatchObject({ status: 400, body: said });
    expect(bad).toHaveLength(1);
  });

  it('never throws, whatever stands in a field', () => {
    const read = (json: unknown) => paperTypes.map((type) => readPaper(type, json, nowMs));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (name, value) => {
        read({ ...whole, [name]: value });
        read(value);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void read(readJson(bytes))));
  });
});

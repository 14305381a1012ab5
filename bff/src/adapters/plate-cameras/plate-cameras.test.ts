import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { plateCamerasAdapter } from './plate-cameras.ts';

const nowMs = Date.UTC(2026, 10, 22, 10);
const cameraId = 'WGQ-G1-L1-LPR';

async function startGateway(fails = false) {
  const accepted: Observation[] = [];
  const bad: string[] = [];
  const host: GatewayHost = {
    accept: async (observation) => {
      if (fails) throw new Error('the disk is full');
      accepted.push(observation);
    },
    countFrame: () => undefined,
    keepBadFrame: (_bytes, reason) => bad.push(reason),
    nowMs: () => nowMs,
  };
  const keyOf = (id: string) => (id === cameraId ? 'secret' : null);
  const [route] = (await plateCamerasAdapter({ keyOf }).start(host)).routes;
  if (!route) throw new Error('no route');
  const post = (body: string | Uint8Array, secret = 'secret', id = cameraId) =>
    route.handle({
      params: { cameraId: id, secret },
      query: {},
      headers: {},
      key: null,
      body: Buffer.from(body),
      peer: '10.0.0.8',
    });
  return { post, accepted, bad };
}

const plate = (license: string) =>
  JSON.stringify({
    AlarmInfoPlate: {
      result: {
        PlateResult: {
          license,
          confidence: 97,
          timeStamp: { Timeval: { sec: nowMs / 1000, usec: 5 } },
        },
      },
    },
  });

it('keeps a plate and answers with a word that opens nothing', async () => {
  const { post, accepted } = await startGateway();
  expect(await post(plate('沪A12345'))).toEqual({
    status: 200,
    body: { Response_AlarmInfoPlate: { info: 'no' } },
  });
  expect(accepted).toMatchObject([
    {
      kind: 'equipment',
      deviceId: cameraId,
      deviceAtMs: nowMs,
      report: { what: 'plate-read', plate: '沪A12345', eventId: `${nowMs / 1000}.5.0` },
    },
  ]);
});

it('names the same message alike, and another vehicle otherwise', async () => {
  const { post, accepted } = await startGateway();
  const body = (license: string) => JSON.stringify({ plate_number: license, confidence: 0.9 });
  for (const license of ['ABC123', 'ABC123', 'ABC124']) await post(body(license));
  const ids = accepted.map((one) => one.kind === 'equipment' && one.report.eventId);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

it('answers nothing polite to what was not kept, and takes nothing without the secret', async () => {
  expect(await (await startGateway(true)).post(plate('沪A12345'))).toMatchObject({ status: 503 });
  const { post, accepted, bad } = await startGateway();
  expect(await post(plate('沪A12345'), 'wrong')).toMatchObject({ status: 401 });
  expect(await post(plate('沪A12345'), 'secret', 'STRANGER')).toMatchObject({ status: 401 });
  expect(bad).toEqual(['wrong-key', 'unknown-camera']);
  expect(accepted).toMatchObject([{ kind: 'alive', deviceId: 'STRANGER' }]);
});

it('opens no barrier, whatever a camera, or somebody in its name, may say', async () => {
  const { post } = await startGateway();
  const words = fc.constantFrom(
    'ok',
    'OK',
    '"ok"',
    'AlarmInfoPlate',
    'info',
    'license',
    'Response',
  );
  const value = fc.oneof(words, fc.jsonValue(), fc.integer());
  const names = fc.constantFrom(
    'AlarmInfoPlate',
    'AlarmGioIn',
    'heartbeat',
    'info',
    'result',
    'PlateResult',
    'license',
    'plate_number',
    'serialno',
  );
  const message = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, value, fc.dictionary(names, tie('node'), { maxKeys: 4 })),
  })).node;
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, words.map(plate)), async (said) => {
      const reply = await post(typeof said === 'string' ? said : JSON.stringify(said));
      const answer = 'body' in reply ? JSON.stringify(reply.body) : reply.text;
      expect(answer).not.toMatch(/"ok"/i);
    }),
  );
});

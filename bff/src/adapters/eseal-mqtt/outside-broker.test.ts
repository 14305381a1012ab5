import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingHost } from './recording-host.fixture.ts';
import {
  base,
  closeAll,
  closers,
  eventually,
  report,
  startGateway,
  startSeal,
} from './seal-rig.fixture.ts';

afterEach(closeAll);

/** A bare aedes: an outside broker that speaks 3.1.1 alone. */
async function startOldBroker(): Promise<string> {
  const broker = await Aedes.createBroker();
  const server = createServer((socket) => broker.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    server.close();
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return `mqtt://127.0.0.1:${address.port}`;
}

describe('an outside broker of version 3.1.1', () => {
  it('is spoken to in its own version', async () => {
    const { host, accepted } = recordingHost();
    const url = await startOldBroker();
    const gateway = await startGateway(host, url);
    await eventually(() =>
      expect(gateway.health()).toEqual({ ok: true, detail: 'broker, MQTT version 4' }),
    );
    const seal = await startSeal(Number(new URL(url).port));
    await seal.publishAsync(`${base}/telemetry`, report(1), { qos: 1 });
    await eventually(() => expect(accepted).toMatchObject([{ kind: 'seal', deviceSeq: 1 }]));
  });

  it('may be away when we start', async () => {
    const gateway = await startGateway(recordingHost().host, 'mqtt://127.0.0.1:1');
    await eventually(() => expect(gateway.health().detail).toMatch(/ECONNREFUSED|lost/));
    expect(gateway.health().ok).toBe(false);
  });
});

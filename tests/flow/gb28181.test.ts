import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { gb28181Adapter } from '@ftz/bff/adapters/gb28181/gb28181.ts';
import { startVideoPlatform } from '@ftz/mock-feeds/feeds/gb28181/device.ts';
import { encodeKeepalive, encodeRequest } from '@ftz/mock-feeds/feeds/gb28181/encode.ts';
import {
  simulatedCentreId,
  simulatedPlatforms,
  startVideoPlatforms,
} from '@ftz/mock-feeds/feeds/gb28181/platforms.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

const [ofYangshan, ofAirport] = simulatedPlatforms;
const key = 'a key that only the two of us know';

describe('the house', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse([{ username: 'chief', role: 'duty-chief', areas: [...areaIds] }]);
  }, 60_000);
  afterAll(() => house?.stop());

  const platformOf = (change: Partial<Parameters<typeof startVideoPlatform>[0]> = {}) => {
    const { feedPlan: plan } = house.app;
    const platform = startVideoPlatform({
      ...ofYangshan,
      host: plan.host,
      port: plan.ports.gb28181,
      centreId: simulatedCentreId,
      key: plan.deviceKeys[`gb28181/${ofYangshan.platformId}`] ?? '',
      random: createRandom(1),
      ...change,
    });
    onTestFinished(platform.close);
    return platform;
  };
  const get = async (path: string) => {
    const cookie = await house.signIn('chief');
    return (await fetch(`${house.app.url}${path}`, { headers: { cookie } })).text();
  };
  const stateOf = async (deviceId: string) => {
    const { devices } = JSON.parse(await get('/api/devices')) as {
      devices: { deviceId: string; state: string }[];
    };
    return devices.find((device) => device.deviceId === deviceId)?.state;
  };
  const frames = (result: string) =>
    metric(house.app.url, 'ftz_device_frames_total', `gateway="gb28181",result="${result}"`);

  it('registers the simulated platforms over UDP and TCP, reads their catalogs, and raises nothing', async () => {
    const kind = await startVideoPlatforms(surroundingsOf(house));
    onTestFinished(kind.close);
    await kind.online;
    const health = await until(
      () => get('/health/ready'),
      (text) => text.includes('2 video platforms registered, 7 cameras'),
    );
    expect(health).toContain('gb28181');
    for (const { platformId } of simulatedPlatforms)
      expect(await stateOf(platformId)).toBe('alive');
    // A camera that is registered itself is known to be there by its platform's word.
    expect(await stateOf('31011500001320000017')).toBe('alive');
    const listed = await until(
      () => get('/api/video-platforms'),
      (text) => text.split('NVR-4').length === 3,
    );
    for (const word of ['小洋山堆场高点', '机场查验场地']) expect(listed).toContain(word);
    expect(await get('/api/events')).not.toContain('alarm.raised');
  });

  it('refuses a wrong key, and lists a platform that nobody registered', async () => {
    const wrong = platformOf({ key: 'not the key of this one' });
    await until(wrong.lastStatus, (status) => status?.startsWith('403') === true);
    const stranger = platformOf({ platformId: '31011500002000000099', transport: 'TCP' });
    await until(stranger.lastStatus, (status) => status?.startsWith('403') === true);
    expect(await get('/api/devices')).toContain('31011500002000000099');
  });

  it('takes nothing from who has not registered', async () => {
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    const { platformId } = ofAirport;
    const bytes = encodeRequest({
      platformId,
      centreId: simulatedCentreId,
      transport: 'UDP',
      local: '127.0.0.9:5060',
      remote: '127.0.0.1:5060',
      method: 'MESSAGE',
      callId: '1',
      cseq: 1,
      tag: '1',
      body: encodeKeepalive(1, '31011500002000000098'),
    });
    const from = Buffer.from(
      bytes.toString('latin1').replaceAll(platformId, '31011500002000000098'),
      'latin1',
    );
    socket.send(from, house.app.feedPlan.ports.gb28181, '127.0.0.1');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.toString()).toMatch(/^SIP\/2\.0 403 /);
  });

  it("writes a camera's alarm into the log, once, and says when a platform signs off", async () => {
    const platform = platformOf();
    await platform.online;
    const alarm = { channelId: '31011500001320000017', priority: 1, method: 5, type: 6 };
    const atMs = Math.floor(Date.now() / 1000) * 1000;
    platform.alarm({ ...alarm, atMs });
    const log = await until(
      () => get('/api/events'),
      (text) => text.includes('fence.reported'),
    );
    expect(log).toContain('"code":"GB5-6"');
    expect(log).toContain('"account":"31011500001320000017"');
    expect(log).toContain(`"deviceAtMs":${atMs}`);
    expect(log).toContain('alarm.raised');
    // Motion is no alarm.
    platform.alarm({ ...alarm, type: 2, atMs: atMs + 1000 });
    platform.signOff();
    await until(
      () => stateOf(ofYangshan.platformId),
      (state) => state === 'lost',
    );
    expect((await get('/api/events')).match(/fence\.reported/g)).toHaveLength(1);
  });

  it('keeps garbage for a technician and lives on', async () => {
    const bad = await frames('bad');
    const udp = createSocket('udp4');
    onTestFinished(() => void udp.close());
    udp.send('nonsense', house.app.feedPlan.ports.gb28181, '127.0.0.1');
    udp.send(
      'REGISTER sip:1@2 SIP/2.0\r\nContent-Length: 90\r\n\r\n',
      house.app.feedPlan.ports.gb28181,
      '127.0.0.1',
    );
    const tcp = createConnection(house.app.feedPlan.ports.gb28181, '127.0.0.1');
    tcp.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(tcp, 'close');
    await until(
      () => frames('bad'),
      (count) => count >= bad + 3,
    );
    const platform = platformOf({ transport: 'TCP' });
    await platform.online;
  });
});

describe('a live call', () => {
  it.each(['UDP', 'TCP'] as const)(
    'is asked for, answered and ended over %s',
    async (transport) => {
      const adapter = gb28181Adapter({
        host: '127.0.0.1',
        port: 0,
        id: simulatedCentreId,
        keyOf: () => key,
        isKnown: () => true,
      });
      const gateway = await adapter.start({
        accept: async () => undefined,
        countFrame: () => undefined,
        keepBadFrame: () => undefined,
        nowMs: Date.now,
      });
      onTestFinished(gateway.close);
      const { platformId } = ofYangshan;
      const platform = startVideoPlatform({
        ...ofYangshan,
        transport,
        host: '127.0.0.1',
        port: gateway.port ?? 0,
        centreId: simulatedCentreId,
        key,
        random: createRandom(1),
      });
      onTestFinished(platform.close);
      await platform.online;
      const catalog = await until(
        () => adapter.platforms.list()[0]?.cameras,
        (list) => list?.length === 5,
      );
      expect(catalog?.[0]).toMatchObject({ name: '洋山码头前沿', online: true });
      const target = { host: '192.0.2.7', port: 30_000 };
      const ask = (channelId: string) =>
        adapter.platforms.requestLive(platformId, channelId, target);
      const answer = await ask('31011500001320000017');
      if (!answer.ok) throw new Error(String(answer.status));
      expect(answer).toMatchObject({ media: { host: '127.0.0.1', port: 15_060 } });
      expect(answer.ssrc).toMatch(/^0\d{9}$/);
      expect(platform.calls()).toBe(1);
      expect(await answer.hangUp()).toBe(true);
      expect(platform.calls()).toBe(0);
      expect(await ask('31011500001320000019')).toEqual({ ok: false, status: 480 });
      expect(await ask('31011500001320000099')).toEqual({ ok: false, status: 404 });
      expect(await adapter.platforms.requestLive('3', '3', target)).toEqual({
        ok: false,
        status: null,
      });
    },
  );
});

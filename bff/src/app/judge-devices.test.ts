import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet, fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStorage } from '#adapters/storage/storage.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { openDecisionLane } from '#domain/decision-lane.ts';
import { emptyPicture } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import type { KeepPoint } from '#domain/ports.ts';
import { buildRegistry } from '#domain/registry.ts';
import { areaOutlines } from './area-outlines.ts';
import { judgeDevices } from './judge-devices.ts';
import { loadRules } from './load-rules.ts';

const registry = buildRegistry(site, fleet(20), areaOutlines());
const truck = fleetVehicle(1);
let ids = 0;
const newId = (prefix: string) => `${prefix}${++ids}`;

function freshDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'ftz-judge-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** The house from its real store up to where devices are heard. `keep` takes the places. */
async function openHouse(
  dataDir: string,
  keep: KeepPoint = async () => undefined,
  moreRules: AlarmRule[] = [],
) {
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId });
  const lane = openDecisionLane(storage.log, await storage.history(), Date.now);
  const picture = emptyPicture(Date.now());
  const worldOf = (situation: Situation) => ({
    registry,
    situation,
    picture,
    limits: siteTimeLimits,
    nowMs: Date.now(),
  });
  const metrics = { countPosition: () => undefined };
  const rules = [...moreRules, ...(await loadRules())];
  const judge = judgeDevices({
    lane,
    worldOf,
    rules,
    newId,
    metrics,
    tracks: { keep },
    onReplay: () => undefined,
  });
  const close = async () => {
    judge.close();
    await storage.close();
  };
  onTestFinished(close);
  return { ...judge, log: storage.log, lane, picture, close };
}

const reported = (kind: string, atMs: number) => ({ kind, deviceAtMs: atMs, receivedAtMs: atMs });
const cut = (deviceSeq: number, atMs = Date.now()) =>
  ({
    ...reported('seal', atMs),
    gateway: 'eseal-mqtt',
    deviceId: truck.sealId ?? '',
    zone: 'WGQ',
    deviceSeq,
    state: { sealed: false, rope: 'cut', motor: 'locked', cover: 'closed' },
    batteryPct: 80,
    events: ['cut'],
    point: null,
  }) as Observation;
const position = (change: Partial<Extract<Observation, { kind: 'position' }>> = {}) =>
  ({
    ...reported('position', Date.now()),
    gateway: 'jt808',
    deviceId: truck.terminalId,
    point: [121.5, 31.0],
    speedKph: 41.26,
    headingDeg: 90,
    alarms: [],
    backfill: false,
    ...change,
  }) as Observation;

describe('one condition', () => {
  it('said two hundred times at once is one alarm', async () => {
    const { accept, log, lane } = await openHouse(freshDataDir());
    const atMs = Date.now();
    await Promise.all(Array.from({ length: 200 }, (_, n) => accept(cut(n, atMs + n))));
    expect(openAlarms(lane.situation())).toMatchObject([{ kind: 'seal-cut', count: 200 }]);
    const types = (await log.read(0, 10_000)).map(({ type }) => type);
    expect(types.filter((type) => type === 'alarm.raised')).toHaveLength(1);
    expect(types.filter((type) => type === 'incident.opened')).toHaveLength(1);
    expect(types.filter((type) => type === 'seal.reported')).toHaveLength(200);
  });

  it('in one message that is sent two hundred times is written once', async () => {
    const { accept, log, lane } = await openHouse(freshDataDir());
    const message = cut(7);
    await Promise.all(Array.from({ length: 200 }, () => accept(message)));
    expect(openAlarms(lane.situation())).toMatchObject([{ count: 1 }]);
    expect(log.headSeq()).toBe(4);
  });

  it('in a message that comes again after a restart is written once', async () => {
    const dataDir = freshDataDir();
    const message = cut(7);
    const before = await openHouse(dataDir);
    await before.accept(message);
    await before.close();
    const after = await openHouse(dataDir);
    await Promise.all([after.accept(message), after.accept(message)]);
    expect(after.log.headSeq()).toBe(4);
    expect(openAlarms(after.lane.situation())).toMatchObject([{ count: 1 }]);
  });
});

describe('a place', () => {
  it('is kept in whole numbers before its device is told so', async () => {
    const kept: unknown[] = [];
    let release: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { accept, log } = await openHouse(freshDataDir(), (...point) => {
      kept.push(point);
      return disk;
    });
    let told = false;
    const atMs = Date.now();
    const accepted = accept(position({ deviceAtMs: atMs })).then(() => {
      told = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(kept).toEqual([[truck.id, atMs, 121_500_000, 31_000_000, 413, 90, 0]]);
    expect(told).toBe(false);
    release();
    await accepted;
    expect(log.headSeq()).toBe(0);
  });

  it('of yesterday is kept too, one of tomorrow or none at all is not', async () => {
    const kept: number[] = [];
    const { accept } = await openHouse(freshDataDir(), async (_id, atMs) => {
      kept.push(atMs);
    });
    const dayMs = 86_400_000;
    const yesterdayMs = Date.now() - dayMs;
    await accept(position({ deviceAtMs: yesterdayMs, backfill: true }));
    await accept(position({ deviceAtMs: Date.now() + dayMs }));
    await accept(position({ point: null }));
    expect(kept).toEqual([yesterdayMs]);
  });

  it('that could not be kept is not acknowledged', async () => {
    const { accept } = await openHouse(freshDataDir(), () =>
      Promise.reject(new Error('disk full')),
    );
    await expect(accept(position())).rejects.toThrow('disk full');
  });
});

it('a position never overtakes what its own device said before', async () => {
  const { accept, lane } = await openHouse(freshDataDir());
  const atMs = Date.now();
  await accept(position({ deviceAtMs: atMs - 9_000, alarms: ['sos'] }));
  const sos = accept(position({ deviceAtMs: atMs - 5_000, alarms: ['sos'] }));
  const next = accept(position({ deviceAtMs: atMs }));
  await Promise.all([sos, next]);
  // Overtaken, the second emergency would have been late news of what is known.
  expect(openAlarms(lane.situation())).toMatchObject([{ kind: 'distress', count: 2 }]);
});

describe('a clock that runs ahead', () => {
  const ahead = (observation: Observation) => ({
    ...observation,
    deviceAtMs: Date.now() + 600_000,
  });

  it('silences nobody: a device whose message is known already lives', async () => {
    const { accept, picture } = await openHouse(freshDataDir());
    const telemetry = (deviceSeq: number) =>
      ({
        ...ahead(cut(deviceSeq)),
        state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
        events: [],
      }) as Observation;
    await accept(telemetry(1));
    const device = picture.devices.get(`eseal-mqtt/${truck.sealId}`);
    if (!device) throw new Error('the seal was not heard');
    device.lastSeenAtMs = 0;
    await accept(telemetry(2));
    expect(device.lastSeenAtMs).toBeGreaterThan(0);
  });

  it('hides no alarm: each leaves its trace, and telemetry only one', async () => {
    const { accept, log } = await openHouse(freshDataDir());
    for (const n of [1, 2, 3]) {
      await accept(ahead(cut(n)));
      await accept(ahead(position()));
    }
    const types = (await log.read(0, 100)).map(({ type }) => type);
    expect(types.filter((type) => type === 'report.quarantined')).toHaveLength(4);
  });
});

describe('a rule that throws', () => {
  const throwing: AlarmRule = {
    kind: 'halted',
    judge: () => {
      throw new Error('a bad rule');
    },
    sweep: () => {
      throw new Error('a bad rule');
    },
    examples: [],
  };

  it('on a report is told, and the others are heard', async () => {
    const { accept, lane, health } = await openHouse(freshDataDir(), undefined, [throwing]);
    await accept(cut(1));
    expect(openAlarms(lane.situation())).toMatchObject([{ kind: 'seal-cut' }]);
    expect(health()).toMatchObject({ ok: false, detail: expect.stringContaining('a bad rule') });
  });

  it('on silence ends nothing, is told until it is right again, and the others are heard', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let isRight = false;
    let heard = 0;
    const sometimes: AlarmRule = {
      ...throwing,
      sweep: () => {
        if (!isRight) throw new Error('a bad rule');
        return [];
      },
    };
    const other: AlarmRule = {
      kind: 'off-route',
      sweep: () => {
        heard += 1;
        return [];
      },
      examples: [],
    };
    const { health } = await openHouse(freshDataDir(), undefined, [sometimes, other]);
    vi.advanceTimersByTime(2_000);
    await vi.waitFor(() => expect(health().detail).toContain('halted: a bad rule'));
    expect(heard).toBe(1);
    isRight = true;
    vi.advanceTimersByTime(2_000);
    await vi.waitFor(() => expect(health().ok).toBe(true));
  });
});

it('a place that throws at once leaves no alarm without somebody who waits for it', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const { accept, close } = await openHouse(freshDataDir(), () => {
    throw new Error('no such place');
  });
  // Decided after its store has gone: both fail, and only one can be told first.
  const accepted = accept(position({ alarms: ['sos'] }));
  const closed = close();
  await expect(accepted).rejects.toThrow('no such place');
  await closed;
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});

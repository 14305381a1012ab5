import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePayload } from './decode.ts';
import { createPacketGuard } from './packet-guard.ts';
import { sealPayloadReader } from './seal-payload-reader.ts';
import { readUplinkTopic, sealOfCommandTopic, type UplinkTopic } from './topic.ts';

const topic: UplinkTopic = { zone: 'WGQ', sealId: 'ES000001', channel: 'telemetry' };
const whole = {
  v: 1,
  id: 'ES000001',
  seq: 12,
  ts: '2026-11-22T10:00:00.250Z',
  tsSource: 'gnss',
  pos: { lat: 31.3, lon: 121.6, sys: 'WGS84', fix: true, sats: 9 },
  state: { sealed: true, rope: 'cut', motor: 'locked', cover: 'closed' },
  batteryPct: 81.5,
  events: ['cut', 'sung', 'cut', 7],
};
const read = (json: unknown, at = topic) => decodePayload(at, Buffer.from(JSON.stringify(json)));

describe('decodePayload', () => {
  it('reads a report and leaves out events that nobody knows', () => {
    expect(read(whole)).toEqual({
      ok: true,
      message: {
        kind: 'report',
        deviceSeq: 12,
        sentAtMs: Date.UTC(2026, 10, 22, 10, 0, 0, 250),
        state: whole.state,
        batteryPct: 81.5,
        events: ['cut'],
        point: [121.6, 31.3],
      },
    });
  });

  it.each([
    [{ ...whole, ts: 1_795_341_600_000 }, { sentAtMs: 1_795_341_600_000 }],
    [{ ...whole, ts: '2026-11-22T18:00:00+08:00' }, { sentAtMs: Date.UTC(2026, 10, 22, 10) }],
    [{ ...whole, ts: undefined }, { sentAtMs: null }],
    [{ ...whole, pos: undefined }, { point: null }],
    [{ ...whole, pos: null }, { point: null }],
    [{ ...whole, pos: { lat: 95, lon: 121 } }, { point: null }],
    [{ ...whole, pos: { ...whole.pos, fix: false } }, { point: null }],
    [{ ...whole, pos: { ...whole.pos, sys: 'GCJ02' } }, { point: null }],
    [{ ...whole, events: undefined }, { events: [] }],
  ])('is lenient where a report stays true: %j', (json, expected) => {
    expect(read(json)).toMatchObject({ ok: true, message: expected });
  });

  it.each([
    [{ ...whole, v: 2 }, 'bad-payload'],
    [{ ...whole, id: 'ES000002' }, 'foreign-id'],
    [{ ...whole, seq: -1 }, 'bad-payload'],
    [{ ...whole, seq: 1.5 }, 'bad-payload'],
    [{ ...whole, batteryPct: 101 }, 'bad-payload'],
    [{ ...whole, state: { ...whole.state, rope: 'gnawed' } }, 'bad-payload'],
    [{ ...whole, state: undefined }, 'bad-payload'],
    [{ ...whole, ts: '22.11.2026' }, 'bad-payload'],
    [{ ...whole, ts: '2026-11-22T10:00:00' }, 'bad-payload'],
    [{ ...whole, ts: '2026-13-45T10:00:00Z' }, 'bad-time'],
    [{ ...whole, note: 'x'.repeat(17_000) }, 'too-long'],
    [[whole], 'bad-payload'],
    [null, 'bad-payload'],
  ])('refuses %#', (json, reason) => {
    expect(read(json)).toEqual({ ok: false, reason });
  });

  it('reads status and command answers', () => {
    expect(read({ online: false }, { ...topic, channel: 'status' })).toMatchObject({
      message: { kind: 'status', online: false },
    });
    const ack = { cmdId: 'c1', result: 'done', at: '2026-11-22T10:00:00Z' };
    expect(read(ack, { ...topic, channel: 'cmdAck' })).toMatchObject({
      message: { kind: 'command-ack', cmdId: 'c1', result: 'done' },
    });
    expect(read({ online: 'no' }, { ...topic, channel: 'status' }).ok).toBe(false);
  });

  it('never throws, whatever the bytes or the JSON', () => {
    const channels = fc.constantFrom('telemetry', 'event', 'status', 'cmdAck' as const);
    fc.assert(
      fc.property(channels, fc.uint8Array({ maxLength: 300 }), (channel, bytes) => {
        decodePayload({ ...topic, channel } as UplinkTopic, bytes);
      }),
    );
    fc.assert(
      fc.property(
        channels,
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(whole)),
        (channel, json, name) => {
          read({ ...whole, [name]: json }, { ...topic, channel } as UplinkTopic);
          read(json, { ...topic, channel } as UplinkTopic);
        },
      ),
    );
  });
});

describe('topics', () => {
  it('knows the four uplink topics and no other', () => {
    expect(readUplinkTopic('ftz/v1/WGQ/eseal/ES000001/cmdAck')).toEqual({
      ...topic,
      channel: 'cmdAck',
    });
    for (const name of ['cmd', '+', '#', 'telemetry/x']) {
      expect(readUplinkTopic(`ftz/v1/WGQ/eseal/ES000001/${name}`)).toBeNull();
    }
    expect(readUplinkTopic('ftz/v1/WGQ/eseal/+/telemetry')).toBeNull();
  });

  it('gives out one command topic at a time', () => {
    expect(sealOfCommandTopic('ftz/v1/WGQ/eseal/ES000001/cmd')).toBe('ES000001');
    expect(sealOfCommandTopic('ftz/v1/WGQ/eseal/+/cmd')).toBeNull();
    expect(sealOfCommandTopic('ftz/v1/WGQ/eseal/ES000001/#')).toBeNull();
    expect(sealOfCommandTopic('ftz/v1/WGQ/eseal/ES000001/telemetry')).toBeNull();
  });
});

describe('createPacketGuard', () => {
  const packet = (length: number) => {
    const digits: number[] = [];
    for (let rest = length; ; ) {
      const digit = rest % 128;
      rest = Math.floor(rest / 128);
      digits.push(rest > 0 ? digit + 128 : digit);
      if (rest === 0) break;
    }
    return Buffer.concat([Buffer.from([0x30, ...digits]), Buffer.alloc(length)]);
  };

  it('lets packets up to the limit by, however they are cut, and stops the first longer one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 50 }),
        (lengths, size) => {
          const guard = createPacketGuard(200);
          const stream = Buffer.concat(lengths.map(packet));
          const verdicts: unknown[] = [];
          for (let at = 0; at < stream.length && !verdicts.at(-1); at += size) {
            verdicts.push(guard(stream.subarray(at, at + size)));
          }
          expect(verdicts.at(-1) ?? null).toBe(
            lengths.some((length) => length > 200) ? 'too-long' : null,
          );
        },
      ),
    );
  });

  it('stops a length that never ends', () => {
    expect(createPacketGuard(200)(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff]))).toBe('bad-length');
  });
});

it('reads a payload for people, whichever topic it was sent on', () => {
  const kindOf = (text: string) =>
    sealPayloadReader
      .read(Buffer.from(text), {})
      .map((each) => (each.ok ? each.kind : each.reason));
  expect(kindOf('{"online":true}')).toEqual(['status']);
  expect(kindOf('{"cmdId":"c1","result":"done"}')).toEqual(['command-ack']);
  expect(kindOf('{"v":1,"id":"ES000001"}')).toEqual(['bad-payload']);
  expect(kindOf('{')).toEqual(['not-json']);
  expect(kindOf('')).toEqual([]);
});

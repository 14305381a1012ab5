import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gcj02Reader } from './gcj02-reader.ts';
import { jt808Reader } from './jt808-reader.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

const phone = '013900001234';
const report = terminalFrame({ id: 0x0200, flow: 7, phone, body: reportBody() });
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

it('reads every frame of a recording, and says where it stands', () => {
  const readings = jt808Reader.read(Buffer.concat([Buffer.from('41', 'hex'), report]), {});
  expect(readings).toMatchObject([
    { at: 0, length: 1, ok: false, reason: 'no-frame' },
    { at: 2, length: report.length - 2, ok: true, kind: 'location' },
  ]);
  expect(readings[1]).toMatchObject({
    fields: { header: { messageId: '0x0200', flow: 7 }, body: { location: { latDeg: 31.230416 } } },
  });
});

it('reads a frame that was kept without its flags', () => {
  expect(jt808Reader.read(report.subarray(1, -1), {})).toMatchObject([{ ok: true, at: 0 }]);
});

it('names the rarer messages and keeps a body of another layout for what it is', () => {
  const control = terminalFrame({
    id: 0x9101,
    flow: 1,
    phone,
    body: '04312e3231000100020101 00'.replace(' ', ''),
  });
  expect(jt808Reader.read(control, {})).toMatchObject([
    { kind: 'send-video', fields: { body: { fields: { host: '1.21', tcpPort: 1, channel: 1 } } } },
  ]);
  const stump = terminalFrame({ id: 0x9101, flow: 1, phone, body: '0f' });
  expect(jt808Reader.read(stump, {})).toMatchObject([{ ok: true, kind: 'unsupported' }]);
});

const ids = fc.constantFrom(
  0x0005,
  0x0104,
  0x0107,
  0x0210,
  0x0302,
  0x0700,
  0x0701,
  0x0702,
  0x0704,
  0x0705,
  0x0801,
  0x0802,
  0x0805,
  0x0901,
  0x1003,
  0x1205,
  0x8003,
  0x8103,
  0x8108,
  0x8301,
  0x8302,
  0x8401,
  0x8500,
  0x8600,
  0x8602,
  0x8604,
  0x8606,
  0x8608,
  0x8800,
  0x9101,
  0x9206,
);

it('takes any body of any message, and never throws', () => {
  const body = fc.uint8Array({ maxLength: 400 });
  fc.assert(
    fc.property(ids, body, fc.boolean(), (id, bytes, is2019) => {
      const to = is2019 ? `00000000${phone}` : phone;
      const frame = terminalFrame({
        id,
        flow: 1,
        phone: to,
        body: Buffer.from(bytes).toString('hex'),
      });
      expect(jt808Reader.read(frame, {})).toHaveLength(1);
    }),
  );
});

it('takes any bytes, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const { at, length } of jt808Reader.read(bytes, {})) {
        expect(at + length).toBeLessThanOrEqual(bytes.length);
      }
      gcj02Reader.read(bytes, {});
    }),
  );
});

it('turns a place of one datum into the other, and refuses what is none', () => {
  const gcj = { crs: 'GCJ02', lat_deg: 31.175304, lon_deg: 121.531542 };
  const [there] = gcj02Reader.read(text(gcj), {});
  expect(there).toMatchObject({ ok: true, fields: { crs: 'WGS84' } });
  expect(gcj02Reader.read(text({ ...gcj, crs: 'BD09' }), {})).toMatchObject([
    { reason: 'unknown-datum' },
  ]);
  expect(gcj02Reader.read(text({ ...gcj, lat_deg: 91 }), {})).toMatchObject([
    { reason: 'no-place' },
  ]);
  expect(gcj02Reader.read(text(null), {})).toMatchObject([{ reason: 'no-object' }]);
});

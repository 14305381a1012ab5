import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dc09Reader } from './dc09-reader.ts';
import { encryptBody } from './encryption.ts';
import { wrapSpan } from './reply.ts';

const frame = (span: string) => Buffer.from(wrapSpan(span, 'ascii'));
const alarm = frame(`"SIA-DCS"0042L0#1001[#1001|Nri1/BA7|Anorth gate]_10:20:30,11-22-2026`);

describe('dc09Reader', () => {
  it('reads every frame of a recording, with its place', () => {
    const noise = Buffer.from('GET / HTTP/1.1\r');
    const readings = dc09Reader.read(Buffer.concat([noise, alarm, alarm]), {});
    expect(readings.map(({ at, ok }) => [at, ok])).toEqual([
      [0, false],
      [noise.length + 1, true],
      [noise.length + alarm.length + 1, true],
    ]);
    expect(readings[1]).toMatchObject({
      kind: 'SIA-DCS',
      fields: {
        account: '1001',
        lengthOk: true,
        sentAt: '2026-11-22T10:20:30.000Z',
        content: { kind: 'sia', events: [{ code: 'BA', address: '7', text: 'north gate' }] },
      },
    });
  });

  it('opens an encrypted frame with its key, shows its header without, refuses a wrong key', () => {
    const key = Buffer.alloc(24, 7);
    const text = '#1001|Nri1/BA7^北门^]_10:20:30,11-22-2026';
    const body = encryptBody(Buffer.from(text, 'utf8').toString('latin1'), key);
    const sealed = frame(`"*SIA-DCS"0042L0#1001[${body}`);
    const [opened] = dc09Reader.read(sealed, { keyHex: key.toString('hex') });
    expect(opened).toMatchObject({ ok: true, fields: { encrypted: true, dataAccount: '1001' } });
    expect(dc09Reader.read(sealed, {})).toMatchObject([
      { ok: true, fields: { account: '1001', ciphertextBytes: body.length / 2 } },
    ]);
    const wrong = Buffer.alloc(24, 8).toString('hex');
    expect(dc09Reader.read(sealed, { keyHex: wrong })).toMatchObject([
      { ok: false, reason: 'encrypted' },
    ]);
  });

  it('survives damage and noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(alarm.length - 1), (noise, at) => {
        const damaged = Buffer.from(alarm);
        damaged.set(noise.subarray(0, 4), Math.min(at, alarm.length - 4));
        dc09Reader.read(noise, { keyHex: 'zz' });
        dc09Reader.read(damaged, {});
      }),
    );
  });
});

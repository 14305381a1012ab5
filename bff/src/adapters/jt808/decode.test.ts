import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBcdTime } from './bcd-time.ts';
import { type Decoded, decodeFrame } from './decode.ts';
import { FrameSplitter } from './frame-splitter.ts';
import { hasUsableFix } from './location.ts';
import { toPosition } from './observe.ts';
import { registerBody, reportBody, type TerminalFrame, terminalFrame } from './terminal-frames.ts';

const phone = '013900001234';
const phone2019 = '00000000013900001234';

function decode(frame: TerminalFrame): Decoded {
  const [cut] = new FrameSplitter().push(terminalFrame(frame));
  if (cut?.ok !== true) throw new Error('not a frame');
  return decodeFrame(cut.payload);
}

function decodeReport(body: string) {
  const decoded = decode({ id: 0x0200, flow: 1, phone, body });
  if (!decoded.ok || decoded.message.kind !== 'location') throw new Error('not a report');
  return decoded.message.location;
}

describe('the driver card', () => {
  const text = (value: string, width: number) =>
    Buffer.from(value.padEnd(width, '\0')).toString('hex');
  const head = `01${'261121083000'}`;
  const card = `04${text('LIWE', 4)}${text('C0FFEE', 20)}02${text('SH', 2)}20301231`;
  const read = (body: string) => decode({ id: 0x0702, flow: 1, phone, body });

  it('says who drives, with the identity number that 2019 added', () => {
    const driver = {
      name: 'LIWE',
      certificate: 'C0FFEE',
      issuedBy: 'SH',
      validUntil: '20301231',
      identityNumber: null,
    };
    expect(read(`${head}00${card}`)).toMatchObject({ message: { readResult: 0, driver } });
    const numbered = { ...driver, identityNumber: '310' };
    expect(read(`${head}00${card}${text('310', 20)}`)).toMatchObject({
      message: { driver: numbered },
    });
  });

  it('says nothing of a driver whose card could not be read, or is cut off', () => {
    expect(read(`${head}03${card}`)).toMatchObject({ message: { readResult: 3, driver: null } });
    expect(read(`${head}0004`)).toMatchObject({ ok: true, message: { driver: null } });
    expect(read(`02${'261121083000'}`)).toMatchObject({ message: { readResult: null } });
  });
});

describe('header', () => {
  it('gives a terminal one id in both layouts', () => {
    const old = decode({ id: 0x0002, flow: 7, phone });
    const young = decode({ id: 0x0002, flow: 7, phone: phone2019 });
    expect(old.header).toMatchObject({ layout: '2013', terminalId: phone, flow: 7 });
    expect(young.header).toMatchObject({ layout: '2019', terminalId: phone, protocolVersion: 1 });
  });

  it('believes the arithmetic, not the version flag', () => {
    const decoded = decode({ id: 0x0002, flow: 1, phone, attributes: 0x4000 });
    expect(decoded.header).toMatchObject({ layout: '2013', versionFlag: true, phone });
  });

  it('reads the long header only of a terminal that claims it', () => {
    // Clears bit 14 of a good frame of 2019, which leaves 5 bytes too many.
    const wire = terminalFrame({ id: 0x0002, flow: 1, phone: phone2019 });
    const payload = new Uint8Array(wire.subarray(1, -2));
    expect(decodeFrame(payload)).toMatchObject({ ok: true });
    payload[2] = 0;
    expect(decodeFrame(payload)).toMatchObject({ reason: 'body-length-mismatch' });
  });

  it('keeps phones with hex digits in lower case, and long ids whole', () => {
    expect(decode({ id: 2, flow: 1, phone: '0a0b0c0d0e0f' }).header?.terminalId).toBe(
      '0a0b0c0d0e0f',
    );
    expect(decode({ id: 2, flow: 1, phone: '00000868628074866293' }).header?.terminalId).toBe(
      '868628074866293',
    );
  });

  it('refuses a body of another length and a header that is cut off', () => {
    expect(decode({ id: 2, flow: 1, phone, attributes: 3 })).toMatchObject({
      ok: false,
      reason: 'body-length-mismatch',
    });
    expect(decodeFrame(Uint8Array.of(0, 2, 0, 0, 1))).toMatchObject({ reason: 'header-too-short' });
  });

  it('leaves encrypted bodies and parts of longer messages unopened', () => {
    const encrypted = decode({ id: 0x0200, flow: 1, phone, body: '00', attributes: 0x0400 });
    const part = decode({ id: 0x0704, flow: 1, phone, body: 'ff', packets: [3, 2] });
    expect(encrypted).toMatchObject({ message: { kind: 'unsupported', because: 'encrypted' } });
    expect(part).toMatchObject({
      header: { packets: { total: 3, index: 2 }, bodyLength: 1 },
      message: { kind: 'unsupported', because: 'part-of-longer-message' },
    });
  });
});

describe('report', () => {
  it('reads its fixed part', () => {
    expect(decodeReport(reportBody())).toMatchObject({
      latDeg: 31.230416,
      lonDeg: 121.473701,
      speedKph: 52.5,
      headingDeg: 275,
      altitudeM: 12,
      atMs: Date.UTC(2026, 10, 21, 0, 30, 0),
    });
  });

  it('turns south and west into negative degrees', () => {
    const { latDeg, lonDeg } = decodeReport(reportBody({ status: 0b1110 }));
    expect([latDeg, lonDeg]).toEqual([-31.230416, -121.473701]);
  });

  it('reads the items of the standard and keeps all others in hex', () => {
    const items = `0104000027100202002a${'3001 1f'.replace(' ', '')}31010ceb03abcdef0201ff`;
    expect(decodeReport(reportBody({ items })).items).toEqual({
      mileageKm: 1000,
      fuelL: 4.2,
      signalStrength: 31,
      satellites: 12,
      asSent: [
        { id: 0x01, hex: '00002710' },
        { id: 0x02, hex: '002a' },
        { id: 0x30, hex: '1f' },
        { id: 0x31, hex: '0c' },
        { id: 0xeb, hex: 'abcdef' },
        { id: 0x02, hex: 'ff' },
      ],
    });
  });

  it('keeps the position when an item claims more than is left', () => {
    const { items, latDeg } = decodeReport(reportBody({ items: '01040000' }));
    expect([latDeg, items.trailingHex]).toEqual([31.230416, '01040000']);
  });

  it('shows no point without a fix, off the Earth, scrambled, or out of time', () => {
    const heard = { terminalId: phone, receivedAtMs: 5 };
    expect(hasUsableFix(decodeReport(reportBody({ status: 0b01 })))).toBe(false);
    expect(hasUsableFix(decodeReport(reportBody({ status: 0b100011 })))).toBe(false);
    expect(hasUsableFix({ ...decodeReport(reportBody()), latDeg: 116 })).toBe(false);
    const timeless = decodeReport(reportBody({ time: '000000000000' }));
    expect(toPosition(timeless, [], false, heard)).toMatchObject({ point: null, deviceAtMs: 5 });
  });

  it('refuses one that is shorter than its fixed part', () => {
    const body = reportBody().slice(2);
    expect(decode({ id: 0x0200, flow: 1, phone, body })).toMatchObject({ reason: 'bad-body' });
  });

  it('reads a batch whole or not at all', () => {
    const one = `001c${reportBody()}`;
    const batch = decode({ id: 0x0704, flow: 1, phone, body: `000201${one}${one}` });
    expect(batch).toMatchObject({ message: { backfill: true, locations: [{}, {}] } });
    const cut = decode({ id: 0x0704, flow: 1, phone, body: `000201${one}${one.slice(2)}` });
    expect(cut).toMatchObject({ reason: 'bad-body' });
  });
});

describe('register and authenticate', () => {
  it('reads the body of 2013', () => {
    expect(decode({ id: 0x0100, flow: 1, phone, body: registerBody })).toMatchObject({
      message: {
        edition: '2013',
        maker: 'MAKER',
        model: 'MODEL',
        plateColour: 2,
        plate: '沪A12345',
      },
    });
  });

  it('reads the code in both editions, and an old body under a new header', () => {
    const ascii = (text: string): string => Buffer.from(text).toString('hex');
    const body = `04${ascii(`code${'1'.repeat(15)}v2.1`)}`;
    const read = (from: TerminalFrame) => decode(from);
    expect(read({ id: 0x0102, flow: 1, phone, body: ascii('code') })).toMatchObject({
      message: { authCode: 'code', imei: null },
    });
    expect(read({ id: 0x0102, flow: 1, phone: phone2019, body })).toMatchObject({
      message: { authCode: 'code', imei: '1'.repeat(15), softwareVersion: 'v2.1' },
    });
    expect(read({ id: 0x0102, flow: 1, phone: phone2019, body: ascii('code') })).toMatchObject({
      message: { authCode: 'code', imei: null },
    });
  });
});

describe('readBcdTime', () => {
  const read = (hex: string): number => readBcdTime(Buffer.from(hex, 'hex'), 0);

  it('agrees with the calendar for every second of the century', () => {
    const seconds = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31, 12) / 1000 - 946_684_800 });
    fc.assert(
      fc.property(seconds, (since2000) => {
        const atMs = (946_684_800 + since2000) * 1000;
        const beijing = new Date(atMs + 8 * 3_600_000).toISOString();
        expect(read(beijing.slice(2, 19).replaceAll(/[-T:]/g, ''))).toBe(atMs);
      }),
    );
  });

  it('names no moment for what is none', () => {
    const none = [
      '260229000000',
      '260431000000',
      '261301000000',
      '260100000000',
      '260101240000',
      '2a0101000000',
    ];
    expect(none.map(read)).toEqual(none.map(() => Number.NaN));
  });
});

it('never throws on random payloads, and opens no body that its header does not hold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (payload) => {
      const decoded = decodeFrame(payload);
      if (decoded.header !== null) {
        expect(decoded.header.bodyAt + decoded.header.bodyLength).toBe(payload.length);
      }
    }),
  );
});

it('never throws on random bodies of every known message', () => {
  const ids = fc.constantFrom(
    ...[1, 2, 3, 0x100, 0x102, 0x104, 0x200, 0x201, 0x500, 0x702, 0x704, 0x800, 0x801, 0x900],
    ...[0x8001, 0x8100, 0x8103, 0x8104, 0x8105, 0x8201, 0x8202, 0x8300, 0x8500],
  );
  const phones = fc.constantFrom(phone, phone2019);
  fc.assert(
    fc.property(ids, phones, fc.uint8Array({ maxLength: 100 }), (id, from, bytes) => {
      const body = Buffer.from(bytes).toString('hex');
      const decoded = decode({ id, flow: 1, phone: from, body });
      expect(decoded.ok || decoded.reason === 'bad-body').toBe(true);
    }),
  );
});

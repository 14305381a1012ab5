import { describe, expect, it } from 'vitest';
import { normaliseAccount } from './account.ts';
import { decodeFrame } from './decode.ts';
import { encryptBody } from './encryption.ts';
import { readFrame } from './frame.ts';
import { buildNak, buildReply, wrapSpan, writeTimestamp } from './reply.ts';
import { fenceCodes } from './signal-codes.ts';

const atMs = Date.UTC(2026, 10, 22, 10, 20, 30);

function frameOf(span: string, crcFormat: 'ascii' | 'binary' = 'ascii') {
  const reading = readFrame(wrapSpan(span, crcFormat).subarray(1, -1));
  if (!reading.ok) throw new Error(reading.reason);
  return reading.frame;
}

function messageOf(span: string, key: Uint8Array | null = null) {
  const decoding = decodeFrame(frameOf(span), key);
  if (!decoding.ok) throw new Error(decoding.reason);
  return decoding.message;
}

const codesOf = (data: string, id = 'SIA-DCS') =>
  fenceCodes(messageOf(`"${id}"0001L0#1001[${data}]`).content);

describe('decodeFrame', () => {
  it('reads account, time and extension blocks', () => {
    const message = messageOf(
      '"SIA-DCS"0001L0#1001[#1001|Nri1/BA7][IGate [A][X121.5]_10:20:30,11-22-2026',
    );
    expect(message).toMatchObject({ dataAccount: '1001', sentAtMs: atMs });
    expect(message.extended).toEqual([
      { id: 'I', value: 'Gate [A' },
      { id: 'X', value: '121.5' },
    ]);
  });

  it('reads several events, modifiers without a slash, and both kinds of text', () => {
    const { content } = messageOf(
      `"SIA-DCS"0001L0#1001[#1001|Oti10:20/ri0BA1^north ]gate^/TA02*'lid'NM/AT]`.replace(
        'Oti10:20N',
        'O',
      ),
    );
    expect(content).toEqual({
      kind: 'sia',
      qualifier: 'old',
      modifiers: { ti: '10:20', ri: '0' },
      events: [
        { code: 'BA', address: '1', text: 'north ]gate' },
        { code: 'TA', address: '02', text: 'lid' },
        { code: 'AT', address: '', text: null },
      ],
    });
  });

  it('has no time when the panel sends an impossible one', () => {
    expect(messageOf('"NULL"0000L0#1001[]_10:20:30,02-31-2026').sentAtMs).toBeNull();
    expect(messageOf('"NULL"0000L0#1001[]').sentAtMs).toBeNull();
  });

  it('refuses content that is neither SIA nor Contact ID, and brackets that never close', () => {
    expect(decodeFrame(frameOf('"SIA-DCS"0001L0#1001[#1001|what]'))).toEqual({
      ok: false,
      reason: 'bad-sia',
    });
    expect(decodeFrame(frameOf('"ADM-CID"0001L0#1001[#1001|what]'))).toEqual({
      ok: false,
      reason: 'bad-cid',
    });
    expect(decodeFrame(frameOf('"SIA-DCS"0001L0#1001[#1001|NBA1'))).toEqual({
      ok: false,
      reason: 'bad-brackets',
    });
  });

  it.each([16, 24, 32])(
    'opens AES with a key of %i bytes, and says encrypted without it',
    (bytes) => {
      const key = new Uint8Array(bytes).fill(7);
      const body = encryptBody(`#1001|Nri1/BV3]${writeTimestamp(atMs)}`, key);
      const span = `"*SIA-DCS"0007L0#1001[${body}`;
      expect(messageOf(span, key)).toMatchObject({ data: '#1001|Nri1/BV3', sentAtMs: atMs });
      expect(decodeFrame(frameOf(span))).toEqual({ ok: false, reason: 'encrypted' });
      expect(decodeFrame(frameOf(span), new Uint8Array(bytes).fill(8))).toEqual({
        ok: false,
        reason: 'encrypted',
      });
    },
  );
});

describe('fenceCodes', () => {
  it.each([
    ['BA7', 'alarm'],
    ['BV7', 'verified-alarm'],
    ['BR7', 'restore'],
    ['TA7', 'tamper'],
    ['TR7', 'tamper-restore'],
    ['BT7', 'trouble'],
    ['TT7', 'trouble'],
    ['BJ7', 'trouble-restore'],
    ['BB7', 'trouble'],
  ])('translates SIA %s to %s', (code, signal) => {
    expect(codesOf(`#1001|Nri1/${code}`)).toEqual([{ zone: 7, signal, code: code.slice(0, 2) }]);
  });

  it.each([
    ['1130', 'alarm'],
    ['3130', 'restore'],
    ['6130', 'alarm'],
    ['1139', 'verified-alarm'],
    ['1137', 'tamper'],
    ['1144', 'tamper'],
    ['3144', 'tamper-restore'],
    ['1380', 'trouble'],
    ['3380', 'trouble-restore'],
    ['1570', 'trouble'],
  ])('translates Contact ID %s to %s', (code, signal) => {
    expect(codesOf(`#1001|${code} 01 015`, 'ADM-CID')).toEqual([{ zone: 15, signal, code }]);
  });

  it.each(['RP', 'CL501', 'OP501', 'LX901'])('hears only life in SIA %s', (code) => {
    expect(codesOf(`#1001|Nri1/${code}`)).toEqual([]);
  });

  it.each(['1602', '3401', '1306'])('hears only life in Contact ID %s', (code) => {
    expect(codesOf(`#1001|${code} 01 000`, 'ADM-CID')).toEqual([]);
  });
});

describe('buildReply', () => {
  const frame = frameOf('"SIA-DCS"0042Rc0ffdL1234#1001[#1001|NBA1]');

  it('echoes sequence, receiver, line and account in a frame of its own', () => {
    const text = Buffer.from(buildReply('ACK', frame, null)).toString('latin1');
    expect(text).toMatch(/^\n[0-9A-F]{4}001B"ACK"0042Rc0ffdL1234#1001\[\]\r$/);
    expect(frameOfReply(buildReply('DUH', frame, null))).toMatchObject({
      id: 'DUH',
      lengthOk: true,
    });
  });

  it('answers binary CRC with binary CRC', () => {
    const binary = frameOf('"NULL"0000L0#1001[]', 'binary');
    expect(frameOfReply(buildReply('ACK', binary, null)).crcFormat).toBe('binary');
  });

  it('seals the answer with the same key, and dates it', () => {
    const key = new Uint8Array(16).fill(7);
    const sealed = frameOfReply(buildReply('ACK', frame, { atMs, key }));
    expect(sealed.encrypted).toBe(true);
    expect(decodeFrame(sealed, key)).toMatchObject({
      ok: true,
      message: { data: '', sentAtMs: atMs },
    });
  });

  it('writes the fixed NAK', () => {
    const text = Buffer.from(buildNak(atMs, 'ascii')).toString('latin1');
    expect(text.slice(9)).toBe('"NAK"0000R0L0A0[]_10:20:30,11-22-2026\r');
  });
});

function frameOfReply(bytes: Uint8Array) {
  const reading = readFrame(bytes.subarray(1, -1), true);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.frame;
}

describe('normaliseAccount', () => {
  const registry = (account: string) => account === '1001' || account === '0042';
  it.each([
    ['1001', '1001', true],
    ['001001', '1001', true],
    ['42', '0042', true],
    ['0000', '0000', false],
    ['abc1', 'ABC1', false],
  ])('%s is %s (known: %s)', (sent, deviceId, known) => {
    expect(normaliseAccount(sent, registry)).toEqual({ deviceId, known });
  });
});

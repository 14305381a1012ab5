import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { blankEnvelope, readEnvelope } from './header.ts';
import type { Fix } from './location.ts';
import { isSupported, reportsOf, toPosition, toPresence } from './observe.ts';
import { openFrame } from './open-frame.ts';
import { registerBody, reportBody, terminalFrame } from './terminal-frames.ts';

// The quick way of a frame and the whole decoder, held to the same reading of every frame.

const heard = { terminalId: '013900001234', receivedAtMs: 1_795_000_000_000 };
const positions = (fixes: readonly Fix[], backfill: boolean) =>
  fixes.map((fix) => [fix.alarmBits, toPosition(fix, [], backfill, heard)]);

/** What the whole decoder makes of a payload, in the words of the quick way. */
function readWhole(payload: Uint8Array) {
  const decoded = decodeFrame(payload);
  if (!decoded.ok) return decoded.reason;
  const { message } = decoded;
  if (!isSupported(message)) return 'unsupported';
  const { locations, backfill } = reportsOf(message);
  return toPresence(message, heard) ?? positions(locations, backfill);
}

function readQuickly(payload: Uint8Array) {
  const around = new Uint8Array(payload.length + 7);
  around.set(payload, 3);
  const envelope = blankEnvelope();
  const to = 3 + payload.length;
  const fault = readEnvelope(around, 3, to, envelope);
  if (fault !== null) return fault;
  const content = openFrame(around, to, envelope, heard);
  if (content.kind === 'sign') return content.observation;
  return content.kind === 'reports' ? positions(content.fixes, content.backfill) : content.kind;
}

const ids = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0x0200, 0x0704) },
  fc.constantFrom(1, 2, 3, 0x0100, 0x0102, 0x0201, 0x0500, 0x0801, 0x0900, 0x0f01),
);
const phones = fc.constantFrom('013900001234', '00000000013900001234', '0a0b0c0d0e0f0a0b0c0d');
const report = fc
  .record({
    alarms: fc.nat(0xffff_ffff),
    status: fc.nat(0xffff_ffff),
    time: fc.constantFrom('261121083000', '000000000000', '260229000000', '2a1121083000'),
    items: fc.constantFrom('', '01040000007b', '0104', 'eb03abcdef'),
  })
  .map(reportBody);
const batch = fc
  .tuple(fc.array(report, { maxLength: 5 }), fc.nat(2), fc.nat(6))
  .map(
    ([reports, type, claimed]) =>
      [claimed, type].map((value, at) => value.toString(16).padStart(4 - 2 * at, '0')).join('') +
      reports.map((body) => (body.length / 2).toString(16).padStart(4, '0') + body).join(''),
  );
const noise = fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const bodies = fc.oneof(report, batch, noise, fc.constant(registerBody));
const attributes = fc.constantFrom(0, 0, 0, 0x0400, 0x4000, 0x0001);

it('reads what the whole decoder reads', () => {
  const frames = fc.record({
    id: ids,
    flow: fc.nat(0xffff),
    phone: phones,
    body: bodies,
    attributes,
  });
  fc.assert(
    fc.property(frames, fc.boolean(), (frame, fragmented) => {
      const packets: [number, number] | undefined = fragmented ? [3, 1] : undefined;
      const wire = terminalFrame(packets === undefined ? frame : { ...frame, packets });
      // Unescaped by hand: this is about payloads.
      const payload = Buffer.from(
        wire.subarray(1, -1).toString('latin1').replaceAll('}\x02', '~').replaceAll('}\x01', '}'),
        'latin1',
      ).subarray(0, -1);
      expect(readQuickly(payload)).toEqual(readWhole(payload));
    }),
    { numRuns: 3000 },
  );
});

it('reads any bytes as the whole decoder does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (payload) => {
      expect(readQuickly(payload)).toEqual(readWhole(payload));
    }),
    { numRuns: 3000 },
  );
});
